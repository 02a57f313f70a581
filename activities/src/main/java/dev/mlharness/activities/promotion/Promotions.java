package dev.mlharness.activities.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.PromotionActivities;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.TurnAnswer;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.rollout.Rollout;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks to the entities in the worker's own namespace. */
public final class Promotions implements PromotionActivities {
  private final Workspaces workspaces;
  private final String defaultRole;
  private final WorkflowClient temporal;
  private final Entities entities;

  public Promotions(Workspaces workspaces, String defaultRole, WorkflowClient temporal) {
    this.workspaces = workspaces;
    this.defaultRole = defaultRole;
    this.temporal = temporal;
    this.entities = new Entities(temporal, TaskQueues.HARNESS);
  }

  @Override
  public TurnAnswer ask(TurnRequest request) {
    return reached(() -> entities.ask(request));
  }

  @Override
  public void leave(Departure departure) {
    reached(
        () -> {
          entities.leave(departure);
          return departure;
        });
  }

  @Override
  public List<Freeze> stopping(ModelKey model) {
    return reached(() -> entities.stopping(model));
  }

  @Override
  public List<Reign> reigns(ModelKey model) {
    try {
      return reached(() -> entities.known(model).history());
    } catch (WorkflowNotFoundException unknown) {
      throw unknown(model);
    }
  }

  @Override
  public RollbackResult rollback(ModelKey model, RollbackOrder order, String id) {
    try {
      return reached(() -> entities.rollback(model, order, id));
    } catch (WorkflowUpdateException refused) {
      throw Failures.of(
          FailureType.CONFLICT,
          refused.getCause() instanceof ApplicationFailure failure
              ? failure.getOriginalMessage()
              : String.valueOf(refused.getMessage()));
    } catch (WorkflowNotFoundException unknown) {
      throw unknown(model);
    }
  }

  private static ApplicationFailure unknown(ModelKey model) {
    return Failures.of(
        FailureType.NOT_FOUND,
        "The harness has promoted no version of %s in workspace %s yet, and knows nothing of it."
            .formatted(model.model(), model.workspace()));
  }

  @Override
  public boolean open(String pipeline, String token) {
    // A rollout puts everything back after its pipeline was terminated.
    return runs(pipeline, token) || runs(Rollout.idOf(pipeline), null);
  }

  /**
   * @param token null: whichever execution
   */
  private boolean runs(String workflowId, @Nullable String token) {
    try {
      return reached(
          () -> {
            WorkflowExecutionInfo info =
                temporal.newUntypedWorkflowStub(workflowId).describe().getWorkflowExecutionInfo();
            boolean same =
                token == null
                    || info.getFirstRunId().isEmpty()
                    || info.getFirstRunId().equals(token);
            return same
                && info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
          });
    } catch (WorkflowNotFoundException gone) {
      return false;
    }
  }

  @Override
  public Access named(@Nullable String workspace, @Nullable String role) {
    Access access =
        new Access(
            workspaces.named(Objects.requireNonNullElse(workspace, Workspaces.DEFAULT)).name(),
            Objects.requireNonNullElse(role, defaultRole));
    workspaces.role(access);
    return access;
  }

  private static <T> T reached(Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowNotFoundException gone) {
      throw gone;
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Temporal did not take the message to the entity of the model. It is tried again.");
    }
  }
}
