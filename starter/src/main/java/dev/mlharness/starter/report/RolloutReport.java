package dev.mlharness.starter.report;

import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a candidate has come, on one screen. */
public final class RolloutReport {
  private static final int WIDTH = 20;
  private static final int ALL = 100;

  private final Console console;
  private final String pipeline;
  private final RolloutStatus status;
  private final @Nullable String page;

  /**
   * @param page of the rollout in the Temporal UI, if it is known
   */
  public RolloutReport(
      Console console, String pipeline, RolloutStatus status, @Nullable String page) {
    this.console = console;
    this.pipeline = pipeline;
    this.status = status;
    this.page = page;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(console.paint(Style.STRONG, "rollout of " + pipeline) + "  " + state());
    lines.add(bar());
    lines.addAll(facts());
    lines.add("");
    lines.addAll(steps());
    lines.add("");
    lines.add(last());
    status.notes().forEach(note -> lines.add("  " + note));
    return lines;
  }

  private String state() {
    if (status.result() == null) {
      return status.state().name().toLowerCase(Locale.ROOT);
    }
    RolloutOutcome outcome = status.result().outcome();
    return console.paint(
        outcome == RolloutOutcome.COMPLETED ? Style.GOOD : Style.BAD,
        outcome.word().replace('_', ' '));
  }

  private String bar() {
    int full = status.weight() * WIDTH / ALL;
    return "%s%s %d %%".formatted("█".repeat(full), "░".repeat(WIDTH - full), status.weight());
  }

  private List<String> facts() {
    Table facts = Table.withoutHeadings();
    facts.row(
        console.paint(Style.QUIET, "candidate"), status.model() + " version " + status.version());
    facts.row(
        console.paint(Style.QUIET, "champion before"),
        status.champion() == null ? "none" : "version " + status.champion());
    facts.row(console.paint(Style.QUIET, "endpoint"), status.endpoint());
    if (page != null) {
      facts.row(console.paint(Style.QUIET, "page"), page);
    }
    return facts.lines();
  }

  private List<String> steps() {
    Table table = Table.withoutHeadings();
    for (StepStatus step : status.steps()) {
      table.row(mark(step), step.what(), step.note() == null ? "" : step.note());
    }
    return table.lines();
  }

  private String mark(StepStatus step) {
    return switch (step.mark()) {
      case PENDING -> console.paint(Style.QUIET, "·");
      case CURRENT -> console.paint(Style.STRONG, "▸");
      case DONE -> console.paint(Style.GOOD, "✓");
      case SKIPPED -> console.paint(Style.CARE, "→");
      case FAILED -> console.paint(Style.BAD, "✗");
    };
  }

  private String last() {
    if (status.result() != null) {
      return status.result().reason();
    }
    return status.until() == null
        ? "waits for " + status.waitingFor()
        : "waits for %s, until %s".formatted(status.waitingFor(), Moments.at(status.until()));
  }
}
