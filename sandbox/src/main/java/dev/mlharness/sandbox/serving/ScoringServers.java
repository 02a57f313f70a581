package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.mlflow.MlflowServer;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The model servers that run, by endpoint and served entity. */
@Component
class ScoringServers {

  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  private final SandboxSettings settings;
  private final MlflowServer mlflow;
  private final String script;
  private final Map<String, ScoringServer> servers = new ConcurrentHashMap<>();

  ScoringServers(SandboxSettings settings, MlflowServer mlflow) throws IOException {
    this.settings = settings;
    this.mlflow = mlflow;
    this.script =
        new ClassPathResource("runtime/serve_model.py").getContentAsString(StandardCharsets.UTF_8);
  }

  Optional<ScoringServer> find(String key) {
    return Optional.ofNullable(servers.get(key)).filter(ScoringServer::isAlive);
  }

  /** The server of this key, started if it does not run; it may not be ready yet. */
  ScoringServer ensure(String key, String source) {
    return servers.compute(key, (k, now) -> now != null && now.isAlive() ? now : start(k, source));
  }

  void stop(String key) {
    ScoringServer server = servers.remove(key);
    if (server != null) {
      server.stop();
    }
  }

  Set<String> keys() {
    return Set.copyOf(servers.keySet());
  }

  @PreDestroy
  void stopAll() {
    keys().forEach(this::stop);
  }

  private ScoringServer start(String key, String source) {
    Path folder = settings.home().resolve("serving").resolve(key);
    try {
      Files.createDirectories(folder);
      Path log = folder.resolve("log");
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
                  settings.python(),
                  "-u",
                  "-c",
                  script,
                  source,
                  folder.resolve("model").toString(),
                  Integer.toString(port))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().keySet().retainAll(INHERITED);
      builder.environment().put("MLFLOW_TRACKING_URI", mlflow.address().toString());
      builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
      return new ScoringServer(builder.start(), port, log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a model server in " + folder, e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
