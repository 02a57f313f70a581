package dev.mlharness.starter.way;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.rollout.RolloutView;
import org.jspecify.annotations.Nullable;

/** What is asked about the rollouts of pipelines. */
public interface Rollouts {
  RolloutView view(String pipeline);

  /**
   * @param comment why
   * @param person who says so, where that is not proven
   */
  RolloutView steer(
      String pipeline, Instruction.Action action, @Nullable String comment, Person person);
}
