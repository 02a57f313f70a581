package dev.mlharness.starter.toolchain;

import dev.mlharness.starter.files.FileTree;
import dev.mlharness.starter.mutex.FileMutex;
import dev.mlharness.starter.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Installed tools, a folder each. A tool counts only once its folder holds the marker, which is
 * written last: some tools (Python environments) cannot be moved into place when they are done.
 */
final class ToolCache {

  private static final String MARKER = ".complete";

  private final Path folder;
  private final Progress progress;

  ToolCache(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** The folder of a tool that was installed completely. */
  Optional<Path> find(String name) {
    Path tool = folder.resolve(name);
    return Files.exists(tool.resolve(MARKER)) ? Optional.of(tool) : Optional.empty();
  }

  /** Returns the tool's folder; calls {@code install} with it, empty, if it is not there yet. */
  Path findOrInstall(String name, Consumer<Path> install) {
    var mutex =
        new FileMutex(
            folder.resolve(name + ".lock"),
            () -> progress.say("Another command is installing " + name + ". Waiting for it …"));
    return find(name).orElseGet(() -> mutex.hold(() -> installOnce(name, install)));
  }

  private Path installOnce(String name, Consumer<Path> install) {
    Path tool = folder.resolve(name);
    if (find(name).isEmpty()) {
      try {
        new FileTree(tool).delete();
        Files.createDirectories(tool);
        install.accept(tool);
        Files.createFile(tool.resolve(MARKER));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot install " + name + " in " + folder, e);
      }
    }
    return tool;
  }
}
