package dev.mlharness.e2e.contract;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A worker that waits for its Temporal server, with a start desk and a codec server for people of
 * one issuer.
 */
record RealWorker(URI address, RealServer server) implements AutoCloseable {
  static final String AUDIENCE = "ml-harness";

  static RealWorker start(URI issuer) throws IOException {
    Path folder = Files.createTempDirectory("worker");
    String key =
        Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.UTF_8));
    Path payloadKeys = Files.writeString(folder.resolve("payload-keys"), "k1:" + key);
    Path startKeys =
        Files.writeString(
            folder.resolve("start-keys"), new JWKSet(TokenIssuer.newKey("k1")).toString(false));
    int port = RealServer.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            RealServer.jar("worker").toString(),
            "--spring.profiles.active=local",
            "--server.port=" + port,
            "--spring.temporal.connection.target=127.0.0.1:1",
            "--MLHARNESS_SUBJECT_TOKEN_FILE=/nowhere",
            "--mlharness.drain-timeout=1s",
            "--mlharness.audit.folder=" + folder,
            "--mlharness.signed-starts.key-file=" + startKeys,
            "--mlharness.people.issuer=" + issuer,
            "--mlharness.people.audience=" + AUDIENCE,
            "--mlharness.encryption.key-file=" + payloadKeys,
            "--mlharness.codec-server.origin=https://temporal.example.com",
            "--mlharness.codec-server.issuer=" + issuer,
            "--mlharness.codec-server.audience=" + AUDIENCE,
            "--mlharness.codec-server.groups=ml-leads");
    URI health = address.resolve("/actuator/health/liveness");
    return new RealWorker(address, RealServer.start(command, Map.of(), folder, health));
  }

  @Override
  public void close() {
    server.close();
  }
}
