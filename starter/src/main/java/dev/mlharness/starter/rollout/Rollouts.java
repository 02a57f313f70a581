package dev.mlharness.starter.rollout;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Rollout;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;

/** The rollouts of pipelines, looked at and steered. */
public final class Rollouts {
  private final WorkflowClient temporal;

  public Rollouts(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /**
   * @throws WorkflowNotFoundException when the pipeline has no rollout: its recipe has no steps, or
   *     it has not come so far
   */
  public RolloutView view(String pipeline) {
    Rollout rollout = of(pipeline);
    return new RolloutView(pipeline, rollout.status(), rollout.ledger());
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
    Rollout rollout = of(pipeline);
    return new RolloutView(pipeline, rollout.steer(instruction), rollout.ledger());
  }

  private Rollout of(String pipeline) {
    return temporal.newWorkflowStub(Rollout.class, Rollout.idOf(pipeline));
  }
}
