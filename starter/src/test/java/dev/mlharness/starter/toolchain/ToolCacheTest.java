package dev.mlharness.starter.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.starter.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolCacheTest {

  @TempDir Path folder;
  private ToolCache cache;

  @BeforeEach
  void anEmptyCache() {
    cache = new ToolCache(folder.resolve("cache"), Progress.silent());
  }

  @Test
  void aToolIsInstalledOnce() {
    var installations = new AtomicInteger();

    cache.findOrInstall("tool", tool -> installations.incrementAndGet());
    cache.findOrInstall("tool", tool -> installations.incrementAndGet());

    assertThat(installations).hasValue(1);
    assertThat(cache.find("tool")).isPresent();
  }

  @Test
  void halfAnInstallationIsDoneAgainFromTheStart() {
    assertThatThrownBy(
            () ->
                cache.findOrInstall(
                    "tool",
                    tool -> {
                      write(tool.resolve("half"));
                      throw new ToolchainException("interrupted");
                    }))
        .hasMessage("interrupted");
    assertThat(cache.find("tool")).isEmpty();

    Path tool = cache.findOrInstall("tool", empty -> write(empty.resolve("whole")));

    assertThat(tool.resolve("half")).doesNotExist();
    assertThat(tool.resolve("whole")).exists();
  }

  @Test
  void whoComesMeanwhileWaitsForTheInstallation() {
    var installations = new AtomicInteger();
    var threads = Executors.newFixedThreadPool(4);
    try {
      CompletableFuture.allOf(
              Stream.generate(
                      () ->
                          CompletableFuture.runAsync(
                              () ->
                                  cache.findOrInstall(
                                      "tool", tool -> installations.incrementAndGet()),
                              threads))
                  .limit(4)
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }

    assertThat(installations).hasValue(1);
  }

  private static void write(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
