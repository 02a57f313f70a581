package dev.mlharness.sandbox.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository for tests. */
public final class TestRepository {

  private final Path folder;

  /** An empty repository in {@code folder}, with the branch main. */
  public TestRepository(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    git("init", "-q", "-b", "main");
  }

  /** What a run's git_source calls it by. */
  public String url() {
    return folder.toUri().toString();
  }

  /** Commits one file, and tells the commit. */
  public String commit(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), content);
    git("add", file);
    git("commit", "-q", "-m", "Change " + file);
    return git("rev-parse", "HEAD");
  }

  String git(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=test", "-c", "user.email=test@example.com"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(output);
    }
    return output;
  }
}
