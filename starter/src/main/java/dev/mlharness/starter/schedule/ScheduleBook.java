package dev.mlharness.starter.schedule;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.schedule.FolderPlan.Present;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schedules that there are, as every way in reads and keeps them. */
public final class ScheduleBook {
  private final Temporal temporal;

  public ScheduleBook(Temporal temporal) {
    this.temporal = temporal;
  }

  /** Those of recipes, in no order. */
  public Stream<ScheduleRow> ofRecipes() {
    return temporal.schedules().listSchedules().filter(ScheduleRow::ofRecipe).map(ScheduleRow::of);
  }

  /**
   * @throws CommandFailure when there is no such schedule
   */
  public ScheduleView view(String name) {
    return ScheduleFailures.naming(
        name, () -> ScheduleView.of(temporal.schedules().getHandle(name).describe()));
  }

  /**
   * A schedule with its recipe, and what came of its last firings.
   *
   * @throws CommandFailure when there is no such schedule
   */
  public ScheduleDetail detail(String name) {
    return ScheduleDetail.of(
        temporal.client(),
        ScheduleFailures.naming(name, () -> temporal.schedules().getHandle(name).describe()));
  }

  /**
   * Whether it starts pipelines; other schedules are of upkeep.
   *
   * @throws CommandFailure when there is no such schedule
   */
  public boolean isOfRecipe(String name) {
    Schedule schedule =
        ScheduleFailures.naming(
            name, () -> temporal.schedules().getHandle(name).describe().getSchedule());
    return starts(schedule);
  }

  private static boolean starts(Schedule schedule) {
    return schedule.getAction() instanceof ScheduleActionStartWorkflow start
        && start.getWorkflowType().equals(TrainValidateDeploy.class.getSimpleName());
  }

  /**
   * Makes or changes the schedule of a recipe. A paused one stays paused, and one that came from a
   * folder stays of that folder.
   *
   * @param options of each pipeline, all but the id
   * @throws CommandFailure when the recipe has no schedule
   */
  public ScheduleView keep(PreparedRecipe prepared, WorkflowOptions options) {
    mustHaveOne(prepared);
    return keep(
        prepared,
        options,
        present(prepared.recipe().metadata().name())
            .map(present -> present.mark().owner())
            .orElse(null));
  }

  /** As {@link #keep(PreparedRecipe, WorkflowOptions)}, of this owner from now on. */
  ScheduleView keep(PreparedRecipe prepared, WorkflowOptions options, @Nullable String owner) {
    WorkflowOptions marked = new Mark(owner, Wanted.digest(prepared)).on(options);
    ScheduleOptions memo =
        ScheduleOptions.newBuilder().setMemo(Map.of("model", prepared.recipe().model())).build();
    return ScheduleView.of(
        temporal
            .keepSchedule(
                prepared.recipe().metadata().name(), FromRecipe.of(prepared, marked), memo)
            .describe());
  }

  /** The one of this name; empty when there is none. */
  Optional<Present> present(String name) {
    return ScheduleFailures.finding(() -> temporal.schedules().getHandle(name).describe())
        .map(ScheduleBook::present);
  }

  /** Those of an owner, by name. */
  Map<String, Present> presentOf(String owner) {
    Map<String, Present> all = new HashMap<>();
    try (Stream<ScheduleRow> rows = ofRecipes()) {
      rows.map(ScheduleRow::schedule)
          .forEach(name -> present(name).ifPresent(present -> all.put(name, present)));
    }
    all.values().removeIf(present -> !owner.equals(present.mark().owner()));
    return all;
  }

  private static Present present(ScheduleDescription description) {
    return new Present(
        (String) description.getMemo("model", String.class),
        starts(description.getSchedule()),
        Mark.of(description.getSchedule()));
  }

  /**
   * @throws CommandFailure when the recipe has no schedule
   */
  public static void mustHaveOne(PreparedRecipe prepared) {
    if (prepared.recipe().schedule() == null) {
      throw CommandFailure.usage(
          "the recipe has no schedule", "add schedule: {cron: \"0 3 * * MON\"}");
    }
  }

  /**
   * Lets a schedule fire for a time that has passed.
   *
   * @throws CommandFailure when there is no such schedule, or no such time
   */
  public void backfill(String name, Backfill past) {
    ScheduleBackfill checked = past.checked();
    to(name, schedule -> schedule.backfill(List.of(checked)));
  }

  /** That there is no such schedule. */
  public static CommandFailure missing(String name) {
    return ScheduleFailures.missing(name);
  }

  /**
   * Does something to a schedule.
   *
   * @throws CommandFailure when there is no such schedule
   */
  public void to(String name, Consumer<ScheduleHandle> work) {
    ScheduleFailures.naming(
        name,
        () -> {
          work.accept(temporal.schedules().getHandle(name));
          return name;
        });
  }
}
