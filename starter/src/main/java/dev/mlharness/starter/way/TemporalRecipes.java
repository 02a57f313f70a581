package dev.mlharness.starter.way;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.comparison.VersionDiff;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.lineage.Traces;
import java.util.Map;

/** Plans and traces by short workflows, signed where a desk is named. */
record TemporalRecipes(Temporal temporal, Surroundings surroundings) implements Recipes {
  @Override
  public PlanReport plan(PreparedRecipe recipe) {
    return Questions.ask(
        temporal,
        "Plan",
        "plan of " + recipe.recipe().metadata().name(),
        recipe.document(),
        PlanReport.class,
        id -> memo(recipe.document(), Scope.PLAN, id));
  }

  @Override
  public Lineage trace(TraceTarget target) {
    return Traces.ask(temporal, target, id -> memo(target.document(), Scope.TRACE, id));
  }

  @Override
  public VersionDiff diff(TraceTarget before, TraceTarget after) {
    return VersionDiff.between(trace(before), trace(after));
  }

  private Map<String, Object> memo(JsonNode document, Scope scope, String id) {
    return SignedStart.get(surroundings, document, scope, id)
        .map(SignedStart::memo)
        .orElse(Map.of());
  }
}
