package dev.mlharness.starter.connection;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.console.CommandFailure;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Short workflows that read and answer, so that the command line needs no credential. */
public final class Questions {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Questions() {}

  /**
   * @throws CommandFailure when no worker answers in time
   */
  public static <T> T ask(
      Temporal temporal, String workflowType, String summary, Object question, Class<T> answer) {
    return ask(temporal, workflowType, summary, question, answer, id -> Map.of());
  }

  /**
   * @param memo by which whoever asks proves who they are, to the workflow of this id
   * @throws CommandFailure when no worker answers in time
   */
  public static <T> T ask(
      Temporal temporal,
      String workflowType,
      String summary,
      Object question,
      Class<T> answer,
      Function<String, Map<String, Object>> memo) {
    temporal.requireWorker(TaskQueues.HARNESS);
    String id = workflowType.toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
    WorkflowStub stub =
        temporal
            .client()
            .newUntypedWorkflowStub(
                workflowType,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setMemo(memo.apply(id))
                    .setTaskQueue(TaskQueues.HARNESS)
                    .setWorkflowExecutionTimeout(PATIENCE)
                    .setStaticSummary(summary)
                    .build());
    stub.start(question);
    try {
      return stub.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, answer);
    } catch (TimeoutException e) {
      throw CommandFailure.failed(
          "no worker answered within " + PATIENCE.toMinutes() + " minutes",
          "is a worker running? ./harness ps");
    }
  }
}
