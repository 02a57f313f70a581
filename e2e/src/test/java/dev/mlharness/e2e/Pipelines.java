package dev.mlharness.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.pipeline.TrainValidateDeploy;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Pipelines started and watched as any client of Temporal would. */
final class Pipelines {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private final WorkflowClient client;

  Pipelines(String temporalAddress) {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporalAddress).build());
    client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.dataConverter()).build());
  }

  WorkflowClient client() {
    return client;
  }

  Started start(String id, JsonNode recipe) {
    return start(id, recipe, Map.of());
  }

  Started start(String id, JsonNode recipe, Map<String, Object> memo) {
    TrainValidateDeploy stub =
        client.newWorkflowStub(
            TrainValidateDeploy.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.HARNESS)
                .setMemo(memo)
                .build());
    WorkflowClient.start(stub::run, recipe);
    return of(id);
  }

  Started of(String id) {
    return new Started(id, client.newWorkflowStub(TrainValidateDeploy.class, id));
  }

  /**
   * Resets a pipeline to before the first update that it took.
   *
   * @return the run that goes on
   */
  String reset(String id, String reason) {
    long point = 0;
    for (HistoryEvent event : client.fetchHistory(id).getEvents()) {
      if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
        point = event.getEventId();
      }
      if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED) {
        break;
      }
    }
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(client.newUntypedWorkflowStub(id).getExecution())
                .setReason(reason)
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowTaskFinishEventId(point)
                .build())
        .getRunId();
  }

  /** A pipeline that has been started. */
  record Started(String id, TrainValidateDeploy pipeline) {

    PipelineResult result() {
      return WorkflowStub.fromTyped(pipeline).getResult(PipelineResult.class);
    }

    void cancel() {
      WorkflowStub.fromTyped(pipeline).cancel();
    }

    PipelineStatus awaitState(PipelineStatus.State state) {
      return awaitStatus(state.name(), status -> status.state() == state);
    }

    /** Until the stage has a run, or has begun if it needs none. */
    PipelineStatus awaitRunOf(Stage stage) {
      return awaitStatus(
          "a run of " + stage,
          status -> status.runs().stream().anyMatch(run -> run.stage() == stage));
    }

    PipelineStatus awaitStage(Stage stage) {
      return awaitStatus(stage.name(), status -> status.stage().compareTo(stage) >= 0);
    }

    PipelineStatus awaitStatus(String what, Predicate<PipelineStatus> reached) {
      return await(id + " reaches " + what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(300))
          // Queries fail while the worker is down or starting, which these tests bring about.
          .ignoreExceptionsInstanceOf(WorkflowServiceException.class)
          .until(
              () -> {
                PipelineStatus status = pipeline.status();
                if (!reached.test(status) && status.state() == PipelineStatus.State.ENDED) {
                  throw new AssertionError(id + " ended before it reached " + what + ": " + status);
                }
                return status;
              },
              reached);
    }
  }
}
