package dev.mlharness.activities.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * Where audit records lie. Connected and migrated at the first use, so that a worker starts while
 * its database is down.
 */
public final class AuditDatabase implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 4;

  private final String name;
  private final String migrations;
  private final String lock;
  private final DataSource migrated;
  private final DataSource used;
  private volatile boolean ready;

  private AuditDatabase(
      String name, String migrations, String lock, DataSource migrated, DataSource used) {
    this.name = name;
    this.migrations = migrations;
    this.lock = lock;
    this.migrated = migrated;
    this.used = used;
  }

  /** A file of this machine, which several workers on it may share. */
  public static AuditDatabase embedded(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AuditDatabase(
        file.toString(), "sqlite", "", sqlite(file, true), sqlite(file, false));
  }

  /**
   * A PostgreSQL server.
   *
   * @param url as in {@code jdbc:postgresql://host:5432/audit}
   * @param passwordFile read when the first connection is made; null: no password
   */
  public static AuditDatabase postgresql(
      String url, @Nullable String user, @Nullable Path passwordFile) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("audit");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setDriverClassName("org.postgresql.Driver");
    // A server that has gone silent must not hold an activity beyond its time-out.
    config.addDataSourceProperty("socketTimeout", String.valueOf(2 * PATIENCE.toSeconds()));
    config.addDataSourceProperty("connectTimeout", String.valueOf(PATIENCE.toSeconds()));
    if (user != null) {
      config.setUsername(user);
    }
    if (passwordFile != null) {
      config.setPassword(read(passwordFile));
    }
    DataSource pool = new HikariDataSource(config);
    return new AuditDatabase(url.replaceAll("\\?.*", ""), "postgresql", " FOR UPDATE", pool, pool);
  }

  /** How messages name it: without user and password. */
  String name() {
    return name;
  }

  /** What a query of the head appends, so that one writer at a time extends the chain. */
  String lock() {
    return lock;
  }

  Connection connect() throws SQLException {
    if (!ready) {
      migrate();
    }
    Connection connection = used.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private synchronized void migrate() throws SQLException {
    try {
      Flyway.configure(AuditDatabase.class.getClassLoader())
          .dataSource(migrated)
          .locations("classpath:dev/mlharness/activities/audit/" + migrations)
          .table("audit_schema")
          .load()
          .migrate();
      ready = true;
    } catch (FlywayException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  /**
   * Connections are not kept: what they have read they would answer from memory, and a verification
   * must see what lies on the disk.
   *
   * @param create a file that vanishes later must not be begun anew
   */
  private static DataSource sqlite(Path file, boolean create) {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    if (!create) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (used instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
