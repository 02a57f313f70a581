package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.schedule.FolderApply.Done;
import dev.mlharness.starter.schedule.FolderPlan.Change;
import dev.mlharness.starter.schedule.FolderPlan.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the plan of a folder, asks, and says what was done and what is left. */
record FolderTalk(Console console, boolean json, String owner) {

  /**
   * What a program is told.
   *
   * @param applied whether anything was done, or nothing had to be
   */
  private record Answer(String owner, boolean applied, List<Row> schedules) {}

  /**
   * @param outcome {@code done}, {@code failed}, {@code planned} or {@code none}
   */
  private record Row(
      String schedule,
      @Nullable String model,
      String step,
      String why,
      String outcome,
      @Nullable String trouble) {}

  ExitCode reconcile(FolderPlan plan, boolean yes, FolderApply apply) {
    if (!json) {
      show(plan);
    }
    if (!plan.refused().isEmpty()) {
      return refused(plan);
    }
    if (plan.work().isEmpty()) {
      answer(plan, true, List.of());
      return ExitCode.DONE;
    }
    if (!yes && !agreed(plan)) {
      answer(plan, false, List.of());
      console.tell("nothing was changed; --yes does what the plan says");
      return ExitCode.REJECTED_OR_HELD;
    }
    List<Done> done = apply.apply(plan);
    answer(plan, true, done);
    return left(done);
  }

  private boolean agreed(FolderPlan plan) {
    return console.terminal()
        && console.confirm("Change %d of %d?".formatted(plan.work().size(), plan.changes().size()));
  }

  private ExitCode refused(FolderPlan plan) {
    answer(plan, false, List.of());
    plan.refused()
        .forEach(
            change ->
                console.error("schedule '%s': %s".formatted(change.schedule(), change.why())));
    console.tell(
        "next: nothing was changed. Give the recipe another metadata.name, or let its owner delete the schedule");
    return ExitCode.USAGE;
  }

  private void show(FolderPlan plan) {
    console.print("schedules of " + owner);
    Table table = Table.withoutHeadings();
    plan.changes().stream()
        .filter(change -> change.step() != Step.KEEP)
        .forEach(
            change ->
                table.row(
                    sign(change.step()) + " " + word(change.step()),
                    change.schedule(),
                    change.model() == null ? "–" : change.model(),
                    change.why()));
    table.lines().forEach(console::print);
    long kept = plan.changes().stream().filter(change -> change.step() == Step.KEEP).count();
    console.print("%d to change, %d as they should be".formatted(plan.work().size(), kept));
  }

  private void answer(FolderPlan plan, boolean applied, List<Done> done) {
    if (!json) {
      return;
    }
    Map<String, Done> byName =
        done.stream()
            .collect(Collectors.toMap(one -> one.change().schedule(), Function.identity()));
    console.json(
        new Answer(
            owner,
            applied,
            plan.changes().stream()
                .map(change -> row(change, byName.get(change.schedule())))
                .toList()));
  }

  private static Row row(Change change, @Nullable Done done) {
    String outcome =
        !change.step().changes()
            ? "none"
            : done == null ? "planned" : done.trouble() == null ? "done" : "failed";
    return new Row(
        change.schedule(),
        change.model(),
        word(change.step()),
        change.why(),
        outcome,
        done == null ? null : done.trouble());
  }

  private ExitCode left(List<Done> done) {
    List<Done> failed = done.stream().filter(one -> one.trouble() != null).toList();
    if (!json) {
      console.print("%d done".formatted(done.size() - failed.size()));
    }
    if (failed.isEmpty()) {
      return ExitCode.DONE;
    }
    failed.forEach(
        one ->
            console.error(
                "schedule '%s' is left: %s".formatted(one.change().schedule(), one.trouble())));
    console.tell("next: apply again, which does what is left");
    return ExitCode.FAILED;
  }

  private static String word(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }

  private static String sign(Step step) {
    return switch (step) {
      case CREATE -> "+";
      case UPDATE, RENEW -> "~";
      case DELETE -> "-";
      case KEEP -> "=";
      case LEAVE -> "·";
      case REFUSE -> "!";
    };
  }
}
