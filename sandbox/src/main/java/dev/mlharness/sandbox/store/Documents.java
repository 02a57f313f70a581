package dev.mlharness.sandbox.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Collections of JSON documents, in one SQLite file.
 *
 * <p>What was put is there after a {@code kill -9}: the file is written ahead (WAL). One
 * connection, one caller at a time; the sandbox serves one machine.
 */
public final class Documents implements AutoCloseable {

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS document (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (collection, id))
      """;

  private final JsonMapper json;
  private final SingleConnectionDataSource connection;
  private final JdbcClient sql;
  private final TransactionTemplate transaction;

  private Documents(SingleConnectionDataSource connection, JsonMapper json) {
    this.json = json;
    this.connection = connection;
    this.sql = JdbcClient.create(connection);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(connection));
    sql.sql(TABLE).update();
  }

  /** Opens the file, or makes it, with its folder. */
  public static Documents open(Path file, JsonMapper json) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var config = new SQLiteConfig();
      config.setJournalMode(JournalMode.WAL);
      config.setSynchronous(SynchronousMode.NORMAL);
      var opened = config.createConnection("jdbc:sqlite:" + file);
      return new Documents(new SingleConnectionDataSource(opened, true), json);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("The sandbox cannot open its state in " + file, e);
    }
  }

  /** The collection of this name; it exists as soon as something is put into it. */
  public <T> DocumentCollection<T> collection(String name, Class<T> type) {
    return new DocumentCollection<>(this, sql, json, name, type);
  }

  /** Does everything in {@code work} or, when it throws, nothing; nobody else writes meanwhile. */
  public <T> T atomically(Supplier<T> work) {
    synchronized (connection) {
      return transaction.execute(status -> work.get());
    }
  }

  @Override
  public void close() {
    synchronized (connection) {
      connection.destroy();
    }
  }
}
