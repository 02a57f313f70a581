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
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
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
    ScheduleHandle handle = apply(temporal, id, schedule, prepared.recipe().model());
    ScheduleView view = ScheduleView.of(handle.describe());
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

  private static ScheduleHandle apply(
      Temporal temporal, String id, Schedule schedule, String model) {
    try {
      return temporal
          .schedules()
          .createSchedule(
              id, schedule, ScheduleOptions.newBuilder().setMemo(Map.of("model", model)).build());
    } catch (ScheduleAlreadyRunningException e) {
      ScheduleHandle handle = temporal.schedules().getHandle(id);
      handle.update(
          present ->
              new ScheduleUpdate(
                  Schedule.newBuilder(schedule)
                      .setState(present.getDescription().getSchedule().getState())
                      .build()));
      return handle;
    }
  }
}
