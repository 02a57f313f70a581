package dev.mlharness.check;

import dev.mlharness.run.RunResult;
import dev.mlharness.run.RunResult.TaskResult;
import java.util.Objects;
import java.util.Optional;

/** The number that a notebook returned. */
final class RunValue {
  private RunValue() {}

  static Measurement of(RunResult result) {
    String run = "run %d (%s)".formatted(result.run().runId(), result.run().url());
    if (!result.succeeded()) {
      return Measurement.none("%s ended %s: %s".formatted(run, result.outcome(), result.reason()));
    }
    Optional<String> returned =
        result.tasks().stream().map(TaskResult::value).filter(Objects::nonNull).findFirst();
    if (returned.isEmpty() || returned.get().isBlank()) {
      return Measurement.none(
          run + " returned nothing; end the notebook with dbutils.notebook.exit(str(value))");
    }
    try {
      return Measurement.of(Double.parseDouble(returned.get().strip()), run);
    } catch (NumberFormatException notANumber) {
      return Measurement.none(
          "%s returned '%s', which is no number".formatted(run, shortened(returned.get())));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }
}
