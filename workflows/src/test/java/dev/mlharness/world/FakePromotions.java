package dev.mlharness.world;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
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
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reaches the entities of the Temporal that the activity runs in. */
public final class FakePromotions implements PromotionActivities {
  private final Faults faults;

  FakePromotions(Faults faults) {
    this.faults = faults;
  }

  @Override
  public TurnAnswer ask(TurnRequest request) {
    return faults.around("AskTurn", () -> entities().ask(request));
  }

  @Override
  public void leave(Departure departure) {
    faults.around(
        "LeaveTurn",
        () -> {
          entities().leave(departure);
          return departure;
        });
  }

  @Override
  public List<Freeze> stopping(ModelKey model) {
    return faults.around("ReadFreezes", () -> entities().stopping(model));
  }

  @Override
  public List<Reign> reigns(ModelKey model) {
    return faults.around("ReadReigns", () -> entities().known(model).history());
  }

  @Override
  public RollbackResult rollback(ModelKey model, RollbackOrder order, String id) {
    try {
      return faults.around("OrderRollback", () -> entities().rollback(model, order, id));
    } catch (WorkflowUpdateException refused) {
      throw Failures.of(FailureType.CONFLICT, String.valueOf(refused.getCause()));
    }
  }

  @Override
  public boolean open(String pipeline, String token) {
    return faults.around(
        "IsPipelineOpen",
        () ->
            Activity.getExecutionContext()
                    .getWorkflowClient()
                    .newUntypedWorkflowStub(pipeline)
                    .describe()
                    .getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
  }

  @Override
  public Access named(@Nullable String workspace, @Nullable String role) {
    return new Access(
        Objects.requireNonNullElse(workspace, "default"),
        Objects.requireNonNullElse(role, "default"));
  }

  private static Entities entities() {
    return new Entities(
        Activity.getExecutionContext().getWorkflowClient(),
        Activity.getExecutionContext().getInfo().getActivityTaskQueue());
  }
}
