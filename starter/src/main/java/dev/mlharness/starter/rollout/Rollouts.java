package dev.mlharness.starter.rollout;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.connection.Temporal;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;

/** The rollouts of pipelines. */
public final class Rollouts {
  private final Temporal temporal;

  public Rollouts(Temporal temporal) {
    this.temporal = temporal;
  }

  /**
   * @throws WorkflowNotFoundException when the pipeline has no rollout: its recipe has no steps, or
   *     it has not come so far
   */
  public RolloutView view(String pipeline) {
    String id = Rollout.idOf(pipeline);
    Rollout rollout = rollout(id);
    return new RolloutView(
        pipeline, temporal.page(id).orElse(null), rollout.status(), rollout.ledger());
  }

  /** Empty when the pipeline has no rollout. */
  public Optional<RolloutView> find(String pipeline) {
    try {
      return Optional.of(view(pipeline));
    } catch (WorkflowNotFoundException none) {
      return Optional.empty();
    }
  }

  /**
   * @throws io.temporal.client.WorkflowUpdateException when it means nothing now; the cause says
   *     why
   * @throws WorkflowNotFoundException when the pipeline has no rollout, or it has ended
   */
  public RolloutView steer(String pipeline, Instruction instruction) {
    String id = Rollout.idOf(pipeline);
    Rollout rollout = rollout(id);
    return new RolloutView(
        pipeline, temporal.page(id).orElse(null), rollout.steer(instruction), rollout.ledger());
  }

  private Rollout rollout(String id) {
    return temporal.client().newWorkflowStub(Rollout.class, id);
  }
}
