package dev.mlharness.starter.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.approval.Evidence;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.EvidenceReport;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "show",
    description = "Shows a pipeline: stages, runs, evidence, decisions, ledger.")
final class ShowCommand extends PipelineCommand {
  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    PipelineStatus status = pipelines.status(id());
    Evidence evidence = pipelines.evidence(id());
    List<LedgerEntry> ledger = pipelines.ledger(id());
    if (json()) {
      console()
          .json(
              new Shown(
                  id(),
                  pipelines.page(id()).orElse(null),
                  status,
                  pipelines.manifest(id()),
                  evidence,
                  ledger));
      return ExitCode.DONE;
    }
    answer(pipelines, status);
    pipelines.tries(id()).forEach(line -> console().print(line));
    if (evidence != null) {
      console().print("");
      EvidenceReport.lines(console(), evidence).forEach(console()::print);
    }
    if (!ledger.isEmpty()) {
      console().print("");
      lines(ledger).forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private static List<String> lines(List<LedgerEntry> ledger) {
    Table table = Table.of("ledger", "change", "");
    for (LedgerEntry entry : ledger) {
      table.row(
          entry.state().name().toLowerCase(Locale.ROOT),
          entry.what(),
          entry.note() == null ? "" : entry.note());
    }
    return table.lines();
  }

  private record Shown(
      String pipeline,
      @Nullable String page,
      @JsonUnwrapped PipelineStatus status,
      @Nullable Manifest manifest,
      @Nullable Evidence evidence,
      List<LedgerEntry> ledger) {}
}
