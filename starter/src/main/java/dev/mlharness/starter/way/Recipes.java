package dev.mlharness.starter.way;

import dev.mlharness.plan.PlanReport;
import dev.mlharness.starter.cli.PreparedRecipe;

/** What is asked about recipes before anything runs. */
public interface Recipes {
  /** What a run would do. Changes nothing. */
  PlanReport plan(PreparedRecipe recipe);
}
