package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.schedule.FolderPlan.Change;
import dev.mlharness.starter.schedule.FolderPlan.Step;
import dev.mlharness.starter.schedule.FolderPlan.Terms;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schedules of a folder those of its recipes. Done twice, it does nothing the second
 * time; done by halves, it goes on where it stopped.
 */
final class FolderApply {
  private final FolderBook book;
  private final String owner;
  private final Map<String, Wanted> wanted;
  private Map<String, Present> seen = Map.of();

  FolderApply(FolderBook book, String owner, List<Wanted> wanted) {
    this.book = book;
    this.owner = owner;
    this.wanted = wanted.stream().collect(Collectors.toMap(Wanted::schedule, Function.identity()));
  }

  /** What happened to one schedule. */
  record Done(Change change, @Nullable String trouble) {}

  /** What would be done. */
  FolderPlan plan(boolean prune) {
    seen = new HashMap<>();
    for (String name : book.names()) {
      book.present(name)
          .filter(present -> owner.equals(present.mark().owner()))
          .ifPresent(present -> seen.put(name, present));
    }
    for (String name : wanted.keySet()) {
      // What has just been made is not in lists yet.
      book.present(name).ifPresent(present -> seen.put(name, present));
    }
    return FolderPlan.of(new Terms(owner, prune, book.signs()), List.copyOf(wanted.values()), seen);
  }

  /** Does what was planned, one after the other; one that fails stops no other. */
  List<Done> apply(FolderPlan plan) {
    List<Done> done = new ArrayList<>();
    for (Change change : plan.work()) {
      done.add(new Done(change, trouble(change)));
    }
    return done;
  }

  private @Nullable String trouble(Change change) {
    try {
      carryOut(change);
      return null;
    } catch (CommandFailure | ScheduleException | StatusRuntimeException failure) {
      return TemporalFailures.explain(failure)
          .map(Throwable::getMessage)
          .orElseGet(() -> String.valueOf(failure.getMessage()));
    }
  }

  private void carryOut(Change change) {
    Present now = book.present(change.schedule()).orElse(null);
    if (!Objects.equals(now, seen.get(change.schedule()))) {
      throw CommandFailure.failed("somebody has changed it meanwhile", "apply again");
    }
    if (change.step() == Step.DELETE) {
      book.delete(change.schedule());
    } else {
      PreparedRecipe recipe =
          Objects.requireNonNull(wanted.get(change.schedule()), "what is made is wanted").recipe();
      book.keep(recipe, owner);
    }
  }
}
