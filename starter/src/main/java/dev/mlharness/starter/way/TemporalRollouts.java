package dev.mlharness.starter.way;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.rollout.RolloutView;
import io.temporal.client.WorkflowClient;
import org.jspecify.annotations.Nullable;

/** Rollouts as workflows. */
record TemporalRollouts(WorkflowClient temporal, Surroundings surroundings) implements Rollouts {
  @Override
  public RolloutView view(String pipeline) {
    return workflows().view(pipeline);
  }

  @Override
  public RolloutView steer(
      String pipeline, Instruction.Action action, @Nullable String comment, Person person) {
    return workflows().steer(pipeline, new Instruction(action, person.name(surroundings), comment));
  }

  private dev.mlharness.starter.rollout.Rollouts workflows() {
    return new dev.mlharness.starter.rollout.Rollouts(temporal);
  }
}
