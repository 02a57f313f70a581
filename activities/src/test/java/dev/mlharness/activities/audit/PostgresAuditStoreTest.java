package dev.mlharness.activities.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temporal.failure.ApplicationFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAuditStoreTest extends AuditStoreContract {
  @TempDir static Path folder;
  private static @Nullable EmbeddedPostgres server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        !System.getProperty("user.name").equals("root") || exitCode("unshare", "-U", "true") == 0,
        "PostgreSQL does not run as root, and there are no user namespaces here");
    server = server(0);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static int exitCode(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // There is no such program.
    }
  }

  private static EmbeddedPostgres server(int port) throws Exception {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  @Override
  AuditDatabase empty() throws Exception {
    try (Connection connection = running().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
    }
    return another();
  }

  @Override
  AuditDatabase another() {
    return AuditDatabase.postgresql(running().getJdbcUrl("postgres", "postgres"), "postgres", null);
  }

  @Override
  List<String> unprotect() {
    return List.of(
        "ALTER TABLE audit_record DISABLE TRIGGER ALL",
        "ALTER TABLE audit_head DISABLE TRIGGER ALL");
  }

  @Test
  void aServerThatIsDownIsWaitedFor() throws Exception {
    try (AuditDatabase database = another()) {
      AuditStore store = new AuditStore(database);
      store.record(List.of(event("first")));
      int port = running().getPort();
      running().close();
      assertThatThrownBy(() -> store.record(List.of(event("second"))))
          .isInstanceOf(ApplicationFailure.class)
          .hasMessageContaining("is tried again");
      server = server(port);
      await()
          .ignoreExceptionsInstanceOf(ApplicationFailure.class)
          .until(() -> store.record(List.of(event("second"))).sequence() == 2);
    }
  }

  private static EmbeddedPostgres running() {
    if (server == null) {
      throw new IllegalStateException("started before the tests");
    }
    return server;
  }
}
