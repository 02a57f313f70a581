package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.console.Surroundings;
import io.temporal.client.WorkflowOptions;

/** In whose name the pipelines of a schedule are started. */
public final class Firings {
  private Firings() {}

  /** Signed for this schedule where a desk is named, else as the person says. */
  public static WorkflowOptions options(
      PreparedRecipe recipe, Person person, Surroundings surroundings) {
    String id = recipe.recipe().metadata().name();
    return SignedStart.get(surroundings, recipe.document(), Scope.SCHEDULE, id)
        .map(signed -> Starting.options(recipe.recipe(), signed))
        .orElseGet(() -> Starting.options(recipe.recipe(), person.name(surroundings)));
  }
}
