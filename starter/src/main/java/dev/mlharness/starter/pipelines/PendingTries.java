package dev.mlharness.starter.pipelines;

import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** What a pipeline tries again and again, and why the last try failed. */
public final class PendingTries {
  private PendingTries() {}

  /** A line for each activity that has failed and is tried again. */
  public static List<String> of(WorkflowClient client, String pipeline) {
    return client
        .newUntypedWorkflowStub(pipeline)
        .describe()
        .getRawDescription()
        .getPendingActivitiesList()
        .stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .map(activity -> line(client, activity))
        .toList();
  }

  private static String line(WorkflowClient client, PendingActivityInfo activity) {
    // The message may be encrypted: the converter of this command line has the keys, if it was
    // given.
    Throwable failure =
        client.getOptions().getDataConverter().failureToException(activity.getLastFailure());
    String said =
        failure instanceof ApplicationFailure application
            ? application.getOriginalMessage()
            : String.valueOf(failure.getMessage());
    return "%s is tried again (%d tries): %s"
        .formatted(activity.getActivityType().getName(), activity.getAttempt(), said);
  }
}
