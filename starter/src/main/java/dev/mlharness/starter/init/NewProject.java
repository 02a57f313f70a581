package dev.mlharness.starter.init;

import dev.mlharness.examples.CiFile;
import dev.mlharness.examples.Example;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.git.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder that becomes a git repository with a recipe and its code. */
public final class NewProject {

  private static final String IGNORED = "__pycache__/\n.harness/\n";

  private final Path folder;

  /**
   * @throws CommandFailure if there is something in the folder
   */
  public NewProject(Path folder) {
    this.folder = folder;
    if (!isEmpty()) {
      throw CommandFailure.usage(
          folder + " is not empty", "name a folder that is, or that is not there yet");
    }
  }

  /**
   * Copies the example and commits it to the branch {@code main}, which its recipe names.
   *
   * @return the recipe
   */
  public Path startFrom(Example example, CiFile ci) {
    example.copyTo(folder);
    ci.writeTo(folder);
    try {
      Files.writeString(folder.resolve(".gitignore"), IGNORED);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + folder, e);
    }
    git("init", "--quiet");
    git("symbolic-ref", "HEAD", "refs/heads/main");
    git("add", ".");
    commit("Start from the example " + example.name());
    return folder.resolve("recipe.yml");
  }

  private void commit(String message) {
    var command = new ArrayList<String>();
    if (GitRepository.userEmail(folder).isEmpty()) {
      // Whoever has not told git who they are shall get a project all the same.
      command.addAll(List.of("-c", "user.name=harness", "-c", "user.email=harness@localhost"));
    }
    command.addAll(List.of("commit", "--quiet", "--no-verify", "--message", message));
    git(command.toArray(String[]::new));
  }

  private void git(String... words) {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw CommandFailure.failed(
            "`" + String.join(" ", command) + "` failed: " + said.strip(), null);
      }
    } catch (IOException e) {
      throw CommandFailure.failed("git is not on the PATH", "install git");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted", null);
    }
  }

  private boolean isEmpty() {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
