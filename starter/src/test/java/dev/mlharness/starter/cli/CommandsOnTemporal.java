package dev.mlharness.starter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands that somebody types in an empty folder, beside a Temporal server. */
abstract class CommandsOnTemporal {
  private static TemporalServer server;

  @TempDir Path folder;
  Harness harness;

  @BeforeAll
  static void startServer() throws IOException {
    server = new TemporalServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void aim() {
    harness = new Harness(folder, Map.of("TEMPORAL_ADDRESS", server.address(), "USER", "somebody"));
  }

  static TemporalServer server() {
    return server;
  }
}
