package dev.mlharness.starter.login;

import dev.mlharness.starter.console.Surroundings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's own place for secrets, by its command. Secrets go in by standard input, as
 * everybody on the machine sees the words of a command.
 *
 * @param dialect how the command is spoken to
 */
record CommandKeeper(Path command, Dialect dialect) implements Keeper {
  private static final String SERVICE = "ml-harness";
  private static final long PATIENCE_SECONDS = 20;

  /** What is typed, and what at standard input. */
  record Typed(List<String> words, String input) {}

  /**
   * A command that keeps secrets.
   *
   * @param command its name
   * @param store what is said to it to keep the secret of an account
   * @param find what is said before the account to find it
   * @param forget what is said before the account to forget it
   */
  record Dialect(
      String command,
      String words,
      BiFunction<String, String, Typed> store,
      List<String> find,
      List<String> forget) {}

  /** The keychain of macOS; its interactive mode reads commands from standard input. */
  private static final Dialect SECURITY =
      new Dialect(
          "security",
          "the keychain",
          (account, secret) ->
              new Typed(
                  List.of("-i"),
                  "add-generic-password -U -s %s -a \"%s\" -w %s\n"
                      .formatted(SERVICE, account, secret)),
          List.of("find-generic-password", "-s", SERVICE, "-w", "-a"),
          List.of("delete-generic-password", "-s", SERVICE, "-a"));

  /** The Secret Service of Linux desktops. */
  private static final Dialect SECRET_TOOL =
      new Dialect(
          "secret-tool",
          "the Secret Service",
          (account, secret) ->
              new Typed(
                  List.of(
                      "store",
                      "--label=ML Harness at " + account,
                      "service",
                      SERVICE,
                      "api",
                      account),
                  secret),
          List.of("lookup", "service", SERVICE, "api"),
          List.of("clear", "service", SERVICE, "api"));

  /** Those that are on the path, in whichever state. */
  static Stream<CommandKeeper> around(Surroundings surroundings) {
    return Stream.of(SECURITY, SECRET_TOOL)
        .flatMap(
            dialect ->
                onPath(surroundings, dialect.command()).stream()
                    .map(command -> new CommandKeeper(command, dialect)));
  }

  @Override
  public String name() {
    return dialect.command();
  }

  @Override
  public String words() {
    return dialect.words + " of this machine";
  }

  @Override
  public boolean keep(String account, String secret) {
    // In letters that no shell and no quoting changes.
    String plain = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    Typed typed = dialect.store.apply(account, plain);
    // It is believed when it gives back what it was given.
    return run(typed.words, typed.input) != null
        && find(account).filter(secret::equals).isPresent();
  }

  @Override
  public Optional<String> find(String account) {
    String found = run(and(dialect.find, account), "");
    if (found == null || found.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new String(Base64.getDecoder().decode(found.strip()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Somebody else's.
    }
  }

  @Override
  public void forget(String account) {
    run(and(dialect.forget, account), "");
  }

  /**
   * @return what it printed; null when it failed
   */
  private @Nullable String run(List<String> words, String input) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(Stream.of(command.toString()), words.stream()).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      // What it prints fits into a pipe; one that asks a person who is not there is not waited for.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      return process.exitValue() == 0
          ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          : null;
    } catch (IOException e) {
      return null; // It is not there, or does not listen: another keeper does.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static List<String> and(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toList();
  }

  private static Optional<Path> onPath(Surroundings surroundings, String command) {
    String path = surroundings.variable("PATH");
    return path == null
        ? Optional.empty()
        : Arrays.stream(path.split(File.pathSeparator))
            .map(folder -> Path.of(folder, command))
            .filter(Files::isExecutable)
            .findFirst();
  }
}
