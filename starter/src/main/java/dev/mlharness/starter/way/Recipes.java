package dev.mlharness.starter.way;

import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.starter.cli.PreparedRecipe;

/** What is asked about recipes before anything runs, and after. */
public interface Recipes {
  /** What a run would do. Changes nothing. */
  PlanReport plan(PreparedRecipe recipe);

  /** From a model or an endpoint back to the recipe. */
  Lineage trace(TraceTarget target);

  /** What changed from one version to another. */
  VersionDiff diff(TraceTarget before, TraceTarget after);
}
