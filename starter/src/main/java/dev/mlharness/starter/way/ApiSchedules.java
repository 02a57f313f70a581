package dev.mlharness.starter.way;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.CommandFailure.Reason;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.starter.schedule.Backfill;
import dev.mlharness.starter.schedule.FolderBook;
import dev.mlharness.starter.schedule.Present;
import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleRow;
import dev.mlharness.starter.schedule.ScheduleView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules through the API. */
record ApiSchedules(ApiClient api) implements Schedules {
  private static final Path ALL = Path.of("/v1/schedules");

  @Override
  public List<ScheduleRow> list() {
    List<ScheduleRow> rows = new ArrayList<>();
    String next = null;
    do {
      Page page = api.get(ALL.with("page", next).toString(), Page.class);
      rows.addAll(page.schedules());
      next = page.nextPage();
    } while (next != null);
    return rows;
  }

  @Override
  public ScheduleView view(String name) {
    return known(name, () -> api.get(ALL.to(name).toString(), ScheduleView.class));
  }

  @Override
  public ScheduleView keep(PreparedRecipe recipe, Person person) {
    Claims.none(person);
    return api.query(ALL.toString(), Map.of("recipe", recipe.document()), ScheduleView.class);
  }

  @Override
  public FolderBook folder(Person person) {
    Claims.none(person);
    return new Folder(this);
  }

  @Override
  public void pause(String name, Person person, @Nullable String note) {
    Claims.none(person);
    done(name, "pause", note == null ? Map.of() : Map.of("note", note));
  }

  @Override
  public void resume(String name, Person person) {
    Claims.none(person);
    done(name, "resume", Map.of());
  }

  @Override
  public void trigger(String name) {
    done(name, "trigger", Map.of());
  }

  @Override
  public void backfill(String name, Backfill past) {
    done(name, "backfill", past);
  }

  @Override
  public void delete(String name) {
    known(
        name,
        () -> {
          api.delete(ALL.to(name).toString());
          return name;
        });
  }

  private void done(String name, String what, Object body) {
    known(name, () -> api.post(ALL.to(name).to(what).toString(), body, ScheduleView.class));
  }

  private static <T> T known(String name, Supplier<T> question) {
    try {
      return question.get();
    } catch (CommandFailure e) {
      throw e.reason() == Reason.MISSING ? ScheduleBook.missing(name) : e;
    }
  }

  private record Page(List<ScheduleRow> schedules, @Nullable String nextPage) {}

  private record Folder(ApiSchedules schedules) implements FolderBook {
    @Override
    public List<String> names() {
      return schedules.list().stream().map(ScheduleRow::schedule).toList();
    }

    @Override
    public Optional<Present> present(String schedule) {
      try {
        return Optional.of(schedules.view(schedule).is());
      } catch (CommandFailure e) {
        if (e.reason() == Reason.MISSING) {
          return Optional.empty();
        }
        throw e;
      }
    }

    @Override
    public void keep(PreparedRecipe recipe, String owner) {
      schedules
          .api()
          .query(
              ALL.toString(),
              Map.of("recipe", recipe.document(), "owner", owner),
              ScheduleView.class);
    }

    @Override
    public void delete(String schedule) {
      schedules.delete(schedule);
    }

    @Override
    public boolean signs() {
      return schedules.api().get("/v1/me", Me.class).signed();
    }
  }

  private record Me(boolean signed) {}
}
