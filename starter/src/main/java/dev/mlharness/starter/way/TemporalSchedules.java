package dev.mlharness.starter.way;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.schedule.Backfill;
import dev.mlharness.starter.schedule.Firings;
import dev.mlharness.starter.schedule.FolderBook;
import dev.mlharness.starter.schedule.Present;
import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleRow;
import dev.mlharness.starter.schedule.ScheduleView;
import io.temporal.client.schedules.ScheduleHandle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schedules as Temporal has them. */
final class TemporalSchedules implements Schedules {
  private final ScheduleBook book;
  private final Surroundings surroundings;

  TemporalSchedules(Temporal temporal, Surroundings surroundings) {
    this.book = new ScheduleBook(temporal);
    this.surroundings = surroundings;
  }

  @Override
  public List<ScheduleRow> list() {
    try (Stream<ScheduleRow> rows = book.ofRecipes()) {
      return rows.toList();
    }
  }

  @Override
  public ScheduleView view(String name) {
    return book.view(name);
  }

  @Override
  public ScheduleView keep(PreparedRecipe recipe, Person person) {
    return book.keep(recipe, Firings.options(recipe, person, surroundings), null);
  }

  @Override
  public FolderBook folder(Person person) {
    return new Folder(book, person, surroundings);
  }

  @Override
  public void pause(String name, Person person, @Nullable String note) {
    String why = note == null ? "" : ": " + note;
    book.to(name, schedule -> schedule.pause("paused by " + person.name(surroundings) + why));
  }

  @Override
  public void resume(String name, Person person) {
    book.to(name, schedule -> schedule.unpause("resumed by " + person.name(surroundings)));
  }

  @Override
  public void trigger(String name) {
    book.to(name, ScheduleHandle::trigger);
  }

  @Override
  public void backfill(String name, Backfill past) {
    book.backfill(name, past);
  }

  @Override
  public void delete(String name) {
    book.to(name, ScheduleHandle::delete);
  }

  private record Folder(ScheduleBook book, Person person, Surroundings surroundings)
      implements FolderBook {
    @Override
    public List<String> names() {
      try (Stream<ScheduleRow> rows = book.ofRecipes()) {
        return rows.map(ScheduleRow::schedule).toList();
      }
    }

    @Override
    public Optional<Present> present(String schedule) {
      return book.present(schedule);
    }

    @Override
    public void keep(PreparedRecipe recipe, String owner) {
      book.keep(recipe, Firings.options(recipe, person, surroundings), owner);
    }

    @Override
    public void delete(String schedule) {
      book.to(schedule, ScheduleHandle::delete);
    }

    @Override
    public boolean signs() {
      return SignedStart.possible(surroundings);
    }
  }
}
