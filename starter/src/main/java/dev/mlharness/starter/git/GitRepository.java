package dev.mlharness.starter.git;

import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A git repository on this machine, read with the {@code git} command.
 *
 * @param root its top folder
 */
public record GitRepository(Path root) {

  /**
   * The repository around a folder.
   *
   * @throws CommandFailure when the folder is in none, or there is no {@code git}
   */
  public static GitRepository around(Path folder) {
    return git(folder, "rev-parse", "--show-toplevel")
        .map(root -> new GitRepository(Path.of(root)))
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "source.git.url is '.', but " + folder + " is not in a git repository",
                    "git init && git add . && git commit, or write the repository's URL"));
  }

  /** The e-mail address that git knows the person by, in lower case. */
  public static Optional<String> userEmail(Path folder) {
    return git(folder, "config", "user.email").map(email -> email.toLowerCase(Locale.ROOT));
  }

  /** Where the worker finds it: its {@code origin}, else the folder itself. Never with a secret. */
  public String url() {
    return git(root, "remote", "get-url", "origin").map(this::absolute).orElseGet(this::fileUrl);
  }

  private String absolute(String origin) {
    if (origin.matches("https?://.*")) {
      return origin.replaceFirst("//[^/@]*@", "//");
    }
    boolean remote = origin.contains("://") || origin.matches("[\\w.-]+@[\\w.-]+:.+");
    return remote ? origin : root.resolve(origin).normalize().toUri().toString();
  }

  private String fileUrl() {
    return root.toUri().toString().replaceFirst("/$", "");
  }

  /** The branch that is checked out, else the commit. */
  public String ref() {
    return git(root, "symbolic-ref", "--short", "-q", "HEAD")
        .or(() -> git(root, "rev-parse", "HEAD"))
        .orElse("HEAD");
  }

  /** Why the pinned commit may not be what lies in the folder; one sentence each. */
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (git(root, "rev-parse", "-q", "--verify", "HEAD").isEmpty()) {
      doubts.add("the repository has no commit yet");
    } else if (git(root, "status", "--porcelain").isPresent()) {
      doubts.add("changes that are not committed will not run");
    }
    if (git(root, "remote", "get-url", "origin").isEmpty()) {
      return doubts;
    }
    if (git(root, "rev-parse", "-q", "--verify", "@{upstream}").isEmpty()) {
      doubts.add("the branch " + ref() + " is not known to origin: push it");
    } else if (git(root, "log", "--oneline", "@{upstream}..HEAD").isPresent()) {
      doubts.add("commits that are not pushed will not run");
    }
    return doubts;
  }

  /** Whether a task's path leads to a file: notebooks are named without their ending. */
  public boolean holds(String path) {
    return Files.isRegularFile(root.resolve(path))
        || List.of(".py", ".ipynb", ".sql", ".scala", ".r").stream()
            .anyMatch(ending -> Files.isRegularFile(root.resolve(path + ending)));
  }

  /** What git says, if it succeeds and says something. */
  private static Optional<String> git(Path folder, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && !said.isBlank()
          ? Optional.of(said.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // There is no git: the callers say what they miss.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
