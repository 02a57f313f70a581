package dev.mlharness.starter.console;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param variables environment variables
 * @param directory the working directory
 * @param in standard input
 * @param terminal whether a person sits there: to be asked, and shown progress
 * @param colours whether standard output is for that person's eyes. The launcher knows both, and
 *     says so in the system properties {@code mlharness.terminal} and {@code mlharness.colours};
 *     the JVM itself cannot tell before version 22
 */
public record Surroundings(
    Map<String, String> variables,
    Path directory,
    BufferedReader in,
    boolean terminal,
    boolean colours) {
  public Surroundings {
    variables = Map.copyOf(variables);
  }

  public static Surroundings real() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        Boolean.getBoolean("mlharness.terminal"),
        Boolean.getBoolean("mlharness.colours") && System.getenv("NO_COLOR") == null);
  }

  /** An environment variable that is set to something. */
  public @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
