package dev.mlharness.e2e.browser;

import dev.mlharness.starter.toolchain.Toolchain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine: {@code MLHARNESS_CHROMIUM}, else the first on the {@code PATH}. On
 * a machine that has apt-get and lets us use it, it is installed when there is none.
 */
final class ChromiumProgram {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String HELP =
      "There is no Chromium on the PATH (looked for %s). Install one, or say by MLHARNESS_CHROMIUM where it is."
          .formatted(String.join(", ", NAMES));

  private ChromiumProgram() {}

  static Path find() {
    return present().orElseGet(ChromiumProgram::install);
  }

  private static Optional<Path> present() {
    String named = System.getenv("MLHARNESS_CHROMIUM");
    return named == null || named.isBlank()
        ? NAMES.stream().flatMap(ChromiumProgram::onPath).findFirst()
        : Optional.of(Path.of(named));
  }

  private static Stream<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable);
  }

  /** One installs, the others wait for it. */
  private static Path install() {
    if (!"root".equals(System.getProperty("user.name"))
        || onPath("apt-get").findFirst().isEmpty()) {
      throw new IllegalStateException(HELP);
    }
    Path cache = Toolchain.cacheFolder();
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
          FileChannel.open(
              cache.resolve("chromium.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        channel.lock();
        if (present().isEmpty()) {
          run("apt-get", "update", "-q");
          // Without a font, pages have no letters.
          run(
              "apt-get",
              "install",
              "-y",
              "-q",
              "--no-install-recommends",
              "-o",
              "DPkg::Lock::Timeout=300",
              "chromium",
              "fonts-dejavu-core");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return present().orElseThrow(() -> new IllegalStateException(HELP));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "`%s` ended with %d. %s".formatted(String.join(" ", command), code, HELP));
    }
  }
}
