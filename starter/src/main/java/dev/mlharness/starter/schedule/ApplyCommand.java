package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.RecipeAction;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import io.temporal.client.WorkflowOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "apply",
    description = "Makes or changes the schedule of a recipe. A paused one stays paused.")
final class ApplyCommand extends RecipeAction {
  @Mixin private Person person;

  @Override
  protected ExitCode run(Temporal temporal, PreparedRecipe prepared) {
    ScheduleBook.mustHaveOne(prepared);
    String id = prepared.recipe().metadata().name();
    ScheduleView view = new ScheduleBook(temporal).keep(prepared, options(prepared, id));
    if (json()) {
      console().json(view);
    } else {
      view.lines().forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private WorkflowOptions options(PreparedRecipe prepared, String id) {
    return SignedStart.get(surroundings(), prepared.document(), Scope.SCHEDULE, id)
        .map(signed -> Starting.options(prepared.recipe(), signed))
        .orElseGet(() -> Starting.options(prepared.recipe(), person.name(surroundings())));
  }
}
