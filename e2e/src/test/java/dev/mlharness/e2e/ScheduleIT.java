package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A schedule retrains, skips what would overlap, and outlives the server and the worker. */
class ScheduleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void aScheduleEveryMinuteSkipsOverlapsAndGoesOnAfterARestart() throws Exception {
    String model = STACK.freshModel("scheduled");
    String name = model.substring(model.lastIndexOf('.') + 1).replace('_', '-');
    Path skipped = folder.resolve("skipped");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("metadata.name", name)
            .with("approve", "{required: 0}")
            // Longer than the schedule's minute: the next firing finds the pipeline running.
            .with("train.parameters.wait_for", "\"" + skipped + "\"")
            .with("schedule", "{cron: \"* * * * *\", timezone: UTC, overlap: skip, catchup: 1m}");
    Path file = Files.writeString(folder.resolve("recipe.yml"), recipe.document().toString());
    Commands.Result applied = STACK.harness("schedule", "apply", file.toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    try {
      STACK.harness("schedule", "trigger", name);
      await().atMost(PATIENCE).until(() -> pipelines(model).size() == 1);
      STACK.restartTemporalByForce();
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
          .until(() -> schedule(name).getNumActionsSkippedOverlap() > 0);
      Files.createFile(skipped);
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(WorkflowServiceException.class)
          .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
          .until(() -> pipelines(model).size() >= 2);
      WorkflowExecutionMetadata first = pipelines(model).get(0);
      Instant firstEnded = first.getCloseTime();
      assertThat(firstEnded).as("the second began after the first had ended").isNotNull();
      assertThat(firstEnded).isBefore(pipelines(model).get(1).getStartTime());
      assertThat(STACK.alias(model, "champion")).isEqualTo("1");
    } finally {
      STACK.harness("schedule", "delete", name);
      pipelines(model).stream()
          .filter(pipeline -> pipeline.getCloseTime() == null)
          .forEach(
              pipeline -> STACK.pipelines().of(pipeline.getExecution().getWorkflowId()).cancel());
    }
  }

  private static List<WorkflowExecutionMetadata> pipelines(String model) {
    return STACK
        .pipelines()
        .client()
        .listExecutions("WorkflowType = 'TrainValidateDeploy' AND HarnessModel = '" + model + "'")
        .sorted(Comparator.comparing(WorkflowExecutionMetadata::getStartTime))
        .toList();
  }

  private static ScheduleInfo schedule(String name) {
    return ScheduleClient.newInstance(
            STACK.pipelines().client().getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder().build())
        .getHandle(name)
        .describe()
        .getInfo();
  }
}
