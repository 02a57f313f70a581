package dev.mlharness.recipe;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task of a stage: exactly one of {@code notebook} and {@code python} is set.
 *
 * @param notebook path of a notebook in the source, or an absolute workspace path
 * @param parameters the team's own parameters; the harness adds its own beside them
 * @param timeout of one attempt
 * @param attempts how often the stage is tried before it counts as failed
 * @param role of this stage, if not the recipe's
 * @param skippable of {@code test} only: whether a person may go on without it when it has failed;
 *     null stands for yes
 */
public record StageTask(
    @Nullable String notebook,
    @Nullable PythonFile python,
    Map<String, String> parameters,
    Duration timeout,
    int attempts,
    @Nullable String role,
    @Nullable Boolean skippable) {

  public StageTask {
    parameters = Map.copyOf(parameters);
  }

  /** A task that says nothing of being skipped. */
  public StageTask(
      @Nullable String notebook,
      @Nullable PythonFile python,
      Map<String, String> parameters,
      Duration timeout,
      int attempts,
      @Nullable String role) {
    this(notebook, python, parameters, timeout, attempts, role, null);
  }

  /** A Python file in the source. */
  public record PythonFile(String file) {}
}
