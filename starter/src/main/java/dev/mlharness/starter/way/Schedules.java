package dev.mlharness.starter.way;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.schedule.Backfill;
import dev.mlharness.starter.schedule.FolderBook;
import dev.mlharness.starter.schedule.ScheduleRow;
import dev.mlharness.starter.schedule.ScheduleView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about schedules of recipes. Of one that is not there, each says so. */
public interface Schedules {
  List<ScheduleRow> list();

  ScheduleView view(String name);

  /**
   * Makes or changes the schedule of a recipe.
   *
   * @param person in whose name its pipelines are started, where that is not proven
   */
  ScheduleView keep(PreparedRecipe recipe, Person person);

  /**
   * Those of a whole folder.
   *
   * @param person as of {@link #keep}
   */
  FolderBook folder(Person person);

  /**
   * @param note why, for those who find it paused
   */
  void pause(String name, Person person, @Nullable String note);

  void resume(String name, Person person);

  void trigger(String name);

  void backfill(String name, Backfill past);

  void delete(String name);
}
