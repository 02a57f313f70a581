package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.mlflow.MlflowServer;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The model servers that run, by what they are for. */
@Component
class ScoringServers {

  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  private static final String MODEL = "model";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Path home;
  private final String python;
  private final String mlflow;
  private final String script;
  private final Map<ServedKey, ScoringServer> servers = new ConcurrentHashMap<>();

  ScoringServers(SandboxSettings settings, MlflowServer mlflow) throws IOException {
    this.home = settings.home().resolve("serving");
    this.python = settings.python();
    this.mlflow = mlflow.address().toString();
    this.script =
        new ClassPathResource("runtime/serve_model.py").getContentAsString(StandardCharsets.UTF_8);
  }

  /** The server for this, if it takes requests. */
  Optional<ScoringServer> ready(ServedKey key) {
    return Optional.ofNullable(servers.get(key)).filter(ScoringServer::isReady);
  }

  /**
   * The server for this, started if it does not run; it may not be ready yet.
   *
   * @param source where the model's files are, if they were not brought before
   * @param died what happens when it ends though nobody stopped it
   */
  ScoringServer ensure(ServedKey key, String source, Runnable died) {
    return servers.compute(
        key,
        (same, now) -> {
          if (now != null && now.isAlive()) {
            return now;
          }
          ScoringServer started = start(key, source);
          started.onExit(
              () -> {
                if (servers.get(key) == started) {
                  died.run();
                }
              });
          return started;
        });
  }

  /**
   * Stops every server of the endpoint that is not wanted any more, and removes its model. Its log
   * stays as long as the endpoint does.
   */
  void retain(String endpoint, Set<ServedKey> wanted) {
    List<ServedKey> unwanted =
        servers.keySet().stream()
            .filter(key -> key.endpoint().equals(endpoint) && !wanted.contains(key))
            .toList();
    for (ServedKey key : unwanted) {
      ScoringServer server = servers.remove(key);
      if (server != null) {
        server.stop();
        server.awaitExit();
        remove(folder(key).resolve(MODEL));
      }
    }
  }

  ServerLog log(ServedKey key) {
    return new ServerLog(folder(key).resolve("log"));
  }

  /** Stops all; their files stay, for the next start. */
  @PreDestroy
  void stopAll() {
    List<ScoringServer> all = List.copyOf(servers.values());
    servers.clear();
    all.forEach(ScoringServer::stop);
    all.forEach(ScoringServer::awaitExit);
  }

  /** Removes what is left of endpoints that had this name, but for the one of this id. */
  void removeOthers(String endpoint, @Nullable String id) {
    Path folder = home.resolve(endpoint);
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> ids = Files.list(folder)) {
      ids.filter(each -> !each.getFileName().toString().equals(id)).forEach(ScoringServers::remove);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder, e);
    }
  }

  private static void remove(Path folder) {
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + folder, e);
    }
  }

  private Path folder(ServedKey key) {
    return home.resolve(key.folder());
  }

  private ScoringServer start(ServedKey key, String source) {
    ServerLog log = log(key);
    Path folder = folder(key);
    try {
      Files.createDirectories(folder);
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(
                  python,
                  "-u",
                  "-c",
                  script,
                  source,
                  folder.resolve(MODEL).toString(),
                  Integer.toString(port),
                  Long.toString(ProcessHandle.current().pid()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.file().toFile());
      builder.environment().keySet().retainAll(INHERITED);
      builder.environment().put("MLFLOW_TRACKING_URI", mlflow);
      builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
      return new ScoringServer(http, builder.start(), port, log);
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
