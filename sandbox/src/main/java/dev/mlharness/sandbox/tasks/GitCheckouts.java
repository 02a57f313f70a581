package dev.mlharness.sandbox.tasks;

import dev.mlharness.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Checks out commits with the system's git. Repositories are cloned once and fetched from when a
 * commit is not there yet; a branch or tag is always fetched.
 */
@Component
public class GitCheckouts {

  private static final long TIMEOUT_MINUTES = 10;

  private final Path clones;
  private final Map<Path, Object> locks = new ConcurrentHashMap<>();

  GitCheckouts(SandboxSettings settings) {
    this.clones = settings.home().resolve("git");
  }

  /**
   * Puts the source into {@code folder} (unless it is there already) and tells its commit.
   *
   * @throws CheckoutException if the repository or the commit cannot be had; says what git said
   */
  public String checkOut(GitSource source, Path folder) throws CheckoutException {
    Path clone = clones.resolve(nameFor(source.gitUrl()));
    synchronized (locks.computeIfAbsent(clone, path -> new Object())) {
      if (Files.exists(folder.resolve(".git"))) {
        return git(folder, "rev-parse", "HEAD");
      }
      String commit = resolve(source, clone);
      Path fresh = folder.resolveSibling(".source-" + UUID.randomUUID());
      git(clones, "clone", "-q", "--no-checkout", "--shared", clone.toString(), fresh.toString());
      git(fresh, "checkout", "-q", "--detach", commit);
      move(fresh, folder);
      return commit;
    }
  }

  private String resolve(GitSource source, Path clone) throws CheckoutException {
    if (Files.notExists(clone)) {
      create(clones);
      git(clones, "clone", "-q", "--bare", "--", source.gitUrl(), clone.toString());
    }
    boolean pinned = source.gitCommit() != null || source.gitSnapshot() != null;
    if (!pinned || !has(clone, source.reference())) {
      git(clone, "fetch", "-q", "--prune", "--", source.gitUrl(), "+refs/*:refs/*");
    }
    return git(clone, "rev-parse", "--verify", "-q", "--end-of-options", commit(source));
  }

  private static boolean has(Path clone, String commit) {
    try {
      git(clone, "cat-file", "-e", commit + "^{commit}");
      return true;
    } catch (CheckoutException absent) {
      return false;
    }
  }

  private static String commit(GitSource source) {
    return source.reference() + "^{commit}";
  }

  private static String git(Path folder, String... arguments) throws CheckoutException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    try {
      var process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new CheckoutException(
            "git %s failed: %s".formatted(String.join(" ", arguments), output));
      }
      return output;
    } catch (IOException e) {
      throw new CheckoutException("git cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckoutException("Interrupted while git was running");
    }
  }

  private static void create(Path folder) throws CheckoutException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CheckoutException("Cannot make " + folder + ": " + e.getMessage());
    }
  }

  private static void move(Path from, Path to) throws CheckoutException {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new CheckoutException("Cannot move the checkout to " + to + ": " + e.getMessage());
    }
  }

  private static String nameFor(String url) {
    return UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)) + ".git";
  }
}
