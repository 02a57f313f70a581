package dev.mlharness.starter.way;

import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.remote.ApiClient;
import java.util.Map;

/** Plans and traces through the API. */
record ApiRecipes(ApiClient api) implements Recipes {
  @Override
  public PlanReport plan(PreparedRecipe recipe) {
    return api.query("/v1/plans", Map.of("recipe", recipe.document()), PlanReport.class);
  }

  @Override
  public Lineage trace(TraceTarget target) {
    return api.query("/v1/traces", target.document(), Lineage.class);
  }

  @Override
  public VersionDiff diff(TraceTarget before, TraceTarget after) {
    return api.query(
        "/v1/diffs",
        Map.of("before", before.document(), "after", after.document()),
        VersionDiff.class);
  }
}
