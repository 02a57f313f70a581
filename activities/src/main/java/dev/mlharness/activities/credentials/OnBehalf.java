package dev.mlharness.activities.credentials;

import dev.mlharness.pipeline.StageContext;
import dev.mlharness.rollout.Rollout;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * For which pipeline this worker acts.
 *
 * @param execution Temporal's id of the execution
 */
public record OnBehalf(String pipeline, String execution, @Nullable String stage) {

  /** Of the activity on this thread; empty: there is none. */
  public static Optional<OnBehalf> current() {
    try {
      return Optional.of(of(Activity.getExecutionContext().getInfo()));
    } catch (IllegalStateException outside) {
      return Optional.empty();
    }
  }

  /** Of an activity that this thread executes. */
  public static OnBehalf of(ActivityInfo activity) {
    return new OnBehalf(
        Rollout.pipelineOf(activity.getWorkflowType(), activity.getWorkflowId()),
        activity.getWorkflowRunId(),
        MDC.get(StageContext.KEY));
  }
}
