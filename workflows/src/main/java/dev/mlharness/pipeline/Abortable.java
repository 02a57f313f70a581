package dev.mlharness.pipeline;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a person give the stages up at any time: they are left as by a cancellation, but it is known
 * why.
 */
final class Abortable {
  private @Nullable CancellationScope scope;
  private @Nullable String reason;

  <T> T run(Supplier<T> stages) {
    CompletablePromise<T> result = Workflow.newPromise();
    CancellationScope abortable =
        Workflow.newCancellationScope(() -> result.complete(stages.get()));
    scope = abortable;
    try {
      abortable.run();
    } finally {
      scope = null;
    }
    return result.get();
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT}, saying why not
   */
  void check() {
    if (scope == null || reason != null) {
      throw Failures.of(
          FailureType.CONFLICT, "the pipeline is ending already; there is nothing to abort");
    }
  }

  /**
   * @param why said by the person; may be left out
   */
  void abort(@Nullable String why) {
    CancellationScope running = scope;
    if (running != null) {
      reason = "aborted" + (why == null || why.isBlank() ? " on request" : ": " + why.strip());
      running.cancel(reason);
    }
  }

  /** Why the stages were left; null when nobody asked for it. */
  @Nullable String reason() {
    return reason;
  }
}
