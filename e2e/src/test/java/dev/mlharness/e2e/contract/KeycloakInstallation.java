package dev.mlharness.e2e.contract;

import dev.mlharness.starter.toolchain.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak, unpacked and built for a database in memory. It is kept in the cache of tools: that
 * takes half a minute, once.
 */
final class KeycloakInstallation {
  private static final String MARKER = ".complete";

  private KeycloakInstallation() {}

  /** The program, {@code kc.sh}. */
  static Path script() {
    Path archive = archive();
    String name = archive.getFileName().toString().replaceAll("-quarkus-dist|\\.tar\\.gz", "");
    Path cache = Toolchain.cacheFolder();
    Path folder = cache.resolve(name);
    try {
      Files.createDirectories(cache);
      Path lock = cache.resolve(name + ".lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        if (Files.notExists(folder.resolve(MARKER))) {
          run(cache, "tar", "-xzf", archive.toString());
          build(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve("bin/kc.sh");
  }

  /** The build copies it there from the repository. */
  private static Path archive() {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            Path.of("target/keycloak").toAbsolutePath(), "keycloak-quarkus-dist-*.tar.gz")) {
      return found.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void build(Path folder) throws IOException {
    Path script = folder.resolve("bin/kc.sh");
    run(folder, script.toString(), "build", "--db=dev-mem", "--cache=local");
    Files.createFile(folder.resolve(MARKER));
  }

  private static void run(Path folder, String... command) throws IOException {
    Path log = Files.createTempFile("keycloak", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of("JAVA_OPTS_KC_HEAP", "-Xmx512m", "JAVA_HOME", System.getProperty("java.home")));
    try {
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + ": " + Files.readString(log));
      }
      Files.delete(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
