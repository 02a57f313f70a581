package dev.mlharness.activities.watching;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchActivities;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchOrder;
import dev.mlharness.watch.WatchState;
import dev.mlharness.watch.WatchedModel;
import io.grpc.StatusRuntimeException;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts watches and looks for pipelines. */
public final class TemporalWatches implements WatchActivities {
  private final WorkflowClient temporal;

  public TemporalWatches(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  @Override
  public void keep(WatchedModel model) {
    WatchKey key = model.key();
    Watch watch =
        temporal.newWorkflowStub(
            Watch.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(key.workflowId())
                .setTaskQueue(TaskQueues.HARNESS)
                .setStaticSummary("watch of " + key.model())
                .build());
    BatchRequest request = temporal.newSignalWithStartRequest();
    request.add(watch::watch, model);
    request.add(watch::run, WatchState.NEW);
    answered(() -> temporal.signalWithStart(request));
  }

  @Override
  public @Nullable String openPipeline(WatchKey key) {
    String query =
        "WorkflowType = 'TrainValidateDeploy' AND HarnessModel = '%s' AND ExecutionStatus = 'Running'"
            .formatted(key.model());
    return answered(
        () -> {
          try (Stream<WorkflowExecutionMetadata> open = temporal.listExecutions(query)) {
            return open.map(pipeline -> pipeline.getExecution().getWorkflowId())
                .findFirst()
                .orElse(null);
          }
        });
  }

  @Override
  public String rollback(WatchOrder order) {
    ModelKey model = new ModelKey(order.key().workspace(), order.key().model());
    RollbackOrder rollback = new RollbackOrder(null, "the watch", order.why(), order.version());
    try {
      return new Entities(temporal, TaskQueues.HARNESS)
          .rollback(model, rollback, order.id())
          .sentence();
    } catch (WorkflowUpdateException refused) {
      throw refusal(order, reason(refused));
    } catch (WorkflowNotFoundException unknown) {
      throw refusal(order, "the harness knows no entity of it");
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw unanswered(e);
    }
  }

  private static String reason(WorkflowUpdateException refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : String.valueOf(refused.getMessage());
  }

  private static ApplicationFailure refusal(WatchOrder order, String reason) {
    return Failures.of(
        FailureType.CONFLICT,
        "The champion before version %s of %s was not brought back: %s."
            .formatted(order.version(), order.key().model(), reason));
  }

  private static ApplicationFailure unanswered(RuntimeException e) {
    return Failures.of(
        FailureType.UNAVAILABLE, "Temporal did not answer (%s). It is tried again.".formatted(e));
  }

  private static <T extends @Nullable Object> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw unanswered(e);
    }
  }
}
