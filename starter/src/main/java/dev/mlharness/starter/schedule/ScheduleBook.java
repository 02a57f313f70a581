package dev.mlharness.starter.schedule;

import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
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
   * Makes or changes the schedule of a recipe. A paused one stays paused.
   *
   * @param options of each pipeline, all but the id
   * @param owner the folder that it is of from now on; null: of the one that it came from, if any
   * @throws CommandFailure when the recipe has no schedule, or the one of its name is of upkeep or
   *     of another owner
   */
  public ScheduleView keep(
      PreparedRecipe prepared, WorkflowOptions options, @Nullable String owner) {
    mustHaveOne(prepared);
    String name = prepared.recipe().metadata().name();
    Optional<Present> present = present(name);
    present.ifPresent(there -> mustGiveWay(name, there, owner));
    String whose = owner == null ? present.map(there -> there.mark().owner()).orElse(null) : owner;
    WorkflowOptions marked = new Mark(whose, Wanted.digest(prepared)).on(options);
    ScheduleOptions memo =
        ScheduleOptions.newBuilder().setMemo(Map.of("model", prepared.recipe().model())).build();
    return ScheduleView.of(
        temporal.keepSchedule(name, FromRecipe.of(prepared, marked), memo).describe());
  }

  private static void mustGiveWay(String name, Present there, @Nullable String owner) {
    if (!there.pipelines()) {
      throw CommandFailure.busy(
          "the schedule '" + name + "' is none of a recipe, and no recipe's takes its place",
          "give the recipe another metadata.name");
    }
    String whose = there.mark().owner();
    if (owner != null && whose != null && !owner.equals(whose)) {
      throw CommandFailure.busy(
          "the schedule '" + name + "' belongs to " + whose,
          "give the recipe another metadata.name, or delete that schedule first");
    }
  }

  /** The one of this name; empty when there is none. */
  public Optional<Present> present(String name) {
    return ScheduleFailures.finding(() -> temporal.schedules().getHandle(name).describe())
        .map(ScheduleBook::present);
  }

  static Present present(ScheduleDescription description) {
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
