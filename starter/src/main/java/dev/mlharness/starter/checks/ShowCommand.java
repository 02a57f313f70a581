package dev.mlharness.starter.checks;

import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Checks;
import dev.mlharness.starter.way.Checks.Watched;
import dev.mlharness.watch.CheckState;
import dev.mlharness.watch.WatchEvent;
import dev.mlharness.watch.WatchStatus;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
    name = "show",
    description = "Shows what is watched, where each check stands, and what was done.")
final class ShowCommand extends WatchAction {
  @Override
  ExitCode run(Checks checks, Watched watched) {
    WatchStatus status = checks.view(watched);
    if (json()) {
      console().json(status);
      return ExitCode.DONE;
    }
    head(status);
    if (!status.checks().isEmpty()) {
      console().print("");
      checks(status);
    }
    if (!status.events().isEmpty()) {
      console().print("");
      events(status);
    }
    return ExitCode.DONE;
  }

  private void head(WatchStatus status) {
    Table table = Table.withoutHeadings();
    table.row("model", status.model() + " version " + status.version());
    table.row("state", status.state().name().toLowerCase(Locale.ROOT));
    table.row(
        "every",
        "%s; looked %d times, rules were broken %d times"
            .formatted(status.every(), status.looks(), status.violations()));
    table.row(
        "acts",
        "%s; %s"
            .formatted(
                status.onViolation(),
                status.mayActFrom() == null
                    ? "may act now"
                    : "not before " + Moments.at(status.mayActFrom())));
    table.row("pipeline", String.valueOf(status.pipeline()));
    table.lines().forEach(console()::print);
  }

  private void checks(WatchStatus status) {
    Table table = Table.of("check", "broken", "violations", "last");
    for (CheckState check : status.checks()) {
      table.row(
          check.title(),
          check.violated() ? "yes" : "no",
          "%d, counts at %s".formatted(check.violations().count(), check.limit()),
          check.sentence());
    }
    table.lines().forEach(console()::print);
  }

  private void events(WatchStatus status) {
    Table table = Table.withoutHeadings();
    for (WatchEvent event : status.events()) {
      table.row(Moments.at(event.at()), event.what());
    }
    table.lines().forEach(console()::print);
  }
}
