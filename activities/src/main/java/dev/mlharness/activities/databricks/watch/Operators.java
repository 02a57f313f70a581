package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.Run;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.run.RunHandle;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at runs whose own role was revoked.
 *
 * @param of who stands in for a role; empty: nobody
 */
record Operators(RunReader reader, Function<Access, Optional<Access>> of) {

  /** The run, if somebody may see it. */
  Optional<Run> read(RunHandle run) throws InterruptedException {
    Optional<Access> operator = of.apply(run.access());
    if (operator.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.get(operator.get(), run.runId(), run.repairs() > 0));
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.UNAVAILABLE.name())) {
        throw failure;
      }
      return Optional.empty();
    }
  }
}
