package dev.mlharness.starter.toolchain;

import dev.mlharness.starter.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Temporal command line with its development server: the one on the {@code PATH} if it is new
 * enough, else the pinned one from the cache, from the official download, or built by Go.
 */
final class TemporalTool {

  /** The newest that {@code go install} can build: later ones have a replace directive. */
  private static final String VERSION = "1.5.1";

  private static final Pattern SERVER = Pattern.compile("Server (\\d+)\\.(\\d+)");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

  private final ToolCache cache;
  private final Progress progress;

  TemporalTool(ToolCache cache, Progress progress) {
    this.cache = cache;
    this.progress = progress;
  }

  Optional<Path> find() {
    return ExternalCommand.onPath("temporal")
        .filter(TemporalTool::isRecentEnough)
        .or(() -> cache.find("temporal-" + VERSION).map(folder -> folder.resolve("temporal")));
  }

  Path prepare() {
    return find()
        .orElseGet(
            () -> cache.findOrInstall("temporal-" + VERSION, this::install).resolve("temporal"));
  }

  private void install(Path folder) {
    progress.say("Downloading Temporal " + VERSION + " (80 MB) …");
    if (download(folder) && isRecentEnough(folder.resolve("temporal"))) {
      progress.say("Temporal " + VERSION + " is installed.");
      return;
    }
    if (ExternalCommand.onPath("go").isEmpty()) {
      throw new ToolchainException(
          "Temporal is not on the PATH, its download failed, and there is no Go to build it with."
              + " Install the Temporal CLI (https://docs.temporal.io/cli) or Go, and try again.");
    }
    progress.say(
        "No download. Building Temporal " + VERSION + " with Go instead: 2 to 5 minutes …");
    ExternalCommand.of("go", "install", "-v", "github.com/temporalio/cli/cmd/temporal@v" + VERSION)
        .with("GOBIN", folder.toString())
        .run(line -> progress.now("go: " + line));
    progress.say("Temporal " + VERSION + " is built.");
  }

  private boolean download(Path folder) {
    Path archive = folder.resolve("temporal.tar.gz");
    try {
      var client =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT_TIMEOUT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      var request = HttpRequest.newBuilder(address()).timeout(DOWNLOAD_TIMEOUT).build();
      if (client.send(request, BodyHandlers.ofFile(archive)).statusCode() != 200) {
        return false;
      }
      return ExternalCommand.of(
              "tar", "-xzf", archive.toString(), "-C", folder.toString(), "temporal")
          .attempt()
          .isPresent();
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      deleteQuietly(archive);
    }
  }

  private static URI address() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return URI.create(
        "https://temporal.download/cli/archive/v%s?platform=%s&arch=%s"
            .formatted(
                VERSION,
                system.startsWith("mac") ? "darwin" : "linux",
                processor.equals("aarch64") || processor.equals("arm64") ? "arm64" : "amd64"));
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It takes room and does no harm.
      file.toFile().deleteOnExit();
    }
  }

  private static boolean isRecentEnough(Path executable) {
    return ExternalCommand.of(executable.toString(), "--version")
        .attempt()
        .filter(TemporalTool::holdsRecentServer)
        .isPresent();
  }

  /** A built command line calls itself 0.0.0-DEV, so the version of the server in it decides. */
  static boolean holdsRecentServer(String version) {
    var server = SERVER.matcher(version);
    return server.find()
        && Integer.parseInt(server.group(1)) == 1
        && Integer.parseInt(server.group(2)) >= 29;
  }
}
