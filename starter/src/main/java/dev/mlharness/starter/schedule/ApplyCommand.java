package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.RecipeAction;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.cli.Starting;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "apply",
    description = "Makes or changes the schedule of a recipe. A paused one stays paused.")
final class ApplyCommand extends RecipeAction {
  @Mixin private Person person;

  @Override
  protected ExitCode run(Temporal temporal, PreparedRecipe prepared) {
    if (prepared.recipe().schedule() == null) {
      throw CommandFailure.usage(
          "the recipe has no schedule", "add schedule: {cron: \"0 3 * * MON\"}");
    }
    String id = prepared.recipe().metadata().name();
    Schedule schedule = Schedules.of(prepared, options(prepared, id));
    ScheduleOptions options =
        ScheduleOptions.newBuilder().setMemo(Map.of("model", prepared.recipe().model())).build();
    ScheduleView view = ScheduleView.of(temporal.keepSchedule(id, schedule, options).describe());
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
