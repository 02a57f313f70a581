package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.schedule.FolderPlan.Change;
import dev.mlharness.starter.schedule.FolderPlan.Present;
import dev.mlharness.starter.schedule.FolderPlan.Step;
import dev.mlharness.starter.schedule.FolderPlan.Terms;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
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
  private final ScheduleBook book;
  private final String owner;
  private final Map<String, Wanted> wanted;
  private final Function<PreparedRecipe, WorkflowOptions> options;
  private Map<String, Present> seen = Map.of();

  /**
   * @param options by which a recipe's pipelines are started
   */
  FolderApply(
      ScheduleBook book,
      String owner,
      List<Wanted> wanted,
      Function<PreparedRecipe, WorkflowOptions> options) {
    this.book = book;
    this.owner = owner;
    this.wanted = wanted.stream().collect(Collectors.toMap(Wanted::schedule, Function.identity()));
    this.options = options;
  }

  /** What happened to one schedule. */
  record Done(Change change, @Nullable String trouble) {}

  /** What would be done. */
  FolderPlan plan(boolean prune, boolean renews) {
    seen = new HashMap<>(book.presentOf(owner));
    for (String name : wanted.keySet()) {
      // What has just been made is not in lists yet.
      book.present(name).ifPresent(present -> seen.put(name, present));
    }
    return FolderPlan.of(new Terms(owner, prune, renews), List.copyOf(wanted.values()), seen);
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
      book.to(change.schedule(), ScheduleHandle::delete);
    } else {
      PreparedRecipe recipe =
          Objects.requireNonNull(wanted.get(change.schedule()), "what is made is wanted").recipe();
      book.keep(recipe, options.apply(recipe), owner);
    }
  }
}
