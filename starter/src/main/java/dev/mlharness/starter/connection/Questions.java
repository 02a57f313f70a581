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
    return ask(temporal, workflowType, summary, question, answer, PATIENCE);
  }

  /**
   * Asks something that takes longer to answer.
   *
   * @throws CommandFailure when no worker answers in time
   */
  public static <T> T ask(
      Temporal temporal,
      String workflowType,
      String summary,
      Object question,
      Class<T> answer,
      Duration patience) {
    return ask(temporal, workflowType, summary, question, answer, patience, id -> Map.of());
  }

  /**
   * Asks something that not everybody may know.
   *
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
    return ask(temporal, workflowType, summary, question, answer, PATIENCE, memo);
  }

  private static <T> T ask(
      Temporal temporal,
      String workflowType,
      String summary,
      Object question,
      Class<T> answer,
      Duration patience,
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
                    .setWorkflowExecutionTimeout(patience)
                    .setStaticSummary(summary)
                    .build());
    stub.start(question);
    try {
      return stub.getResult(patience.toSeconds(), TimeUnit.SECONDS, answer);
    } catch (TimeoutException e) {
      throw CommandFailure.failed(
          "no worker answered within " + patience.toMinutes() + " minutes",
          "is a worker running? ./harness ps");
    }
  }
}
