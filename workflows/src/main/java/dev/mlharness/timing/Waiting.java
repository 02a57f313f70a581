package dev.mlharness.timing;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits within workflow code. */
public final class Waiting {
  private Waiting() {}

  /**
   * Waits until a condition holds, or a time is over.
   *
   * @param summary what the Temporal UI shows beside the timer
   * @return whether the condition holds
   */
  public static boolean until(Supplier<Boolean> condition, Duration limit, String summary) {
    CompletablePromise<Void> over = Workflow.newPromise();
    CancellationScope timer =
        Workflow.newCancellationScope(() -> over.completeFrom(timer(limit, summary)));
    timer.run();
    Workflow.await(() -> condition.get() || over.isCompleted());
    timer.cancel();
    return condition.get();
  }

  /** Does what a cancelled pipeline must still do. */
  public static <T> T undisturbed(Supplier<T> work) {
    CompletablePromise<T> result = Workflow.newPromise();
    Workflow.newDetachedCancellationScope(() -> result.complete(work.get())).run();
    return result.get();
  }

  private static Promise<Void> timer(Duration limit, String summary) {
    return Workflow.newTimer(limit, TimerOptions.newBuilder().setSummary(summary).build());
  }
}
