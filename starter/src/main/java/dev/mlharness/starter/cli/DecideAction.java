package dev.mlharness.starter.cli;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Verdict;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.EvidenceReport;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A decision at a gate, given for the evidence that was shown. */
abstract class DecideAction extends PipelineCommand {
  private final Verdict verdict;

  @Mixin private Person person;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why. Kept with the decision.")
  private @Nullable String comment;

  @Option(
      names = "--evidence",
      paramLabel = "DIGEST",
      description = "Decide on this evidence only. Default: the evidence that is shown.")
  private @Nullable String evidence;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask. Away from a terminal nothing is asked.")
  private boolean yes;

  DecideAction(Verdict verdict) {
    this.verdict = verdict;
  }

  @Override
  final ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    PipelineStatus status = pipelines.status(id());
    Evidence shown = pipelines.evidence(id());
    if (shown == null || status.state() != State.WAITING) {
      throw CommandFailure.failed(
          "no gate is open: " + id() + " is " + words(status), "./harness show " + id());
    }
    String who = pipelines.decider(id(), person);
    if (!json()) {
      EvidenceReport.lines(console(), shown).forEach(console()::tell);
    }
    if (console().terminal() && !yes && !console().confirm(question(who))) {
      console().tell("nothing was decided");
      return ExitCode.FAILED;
    }
    String digest = evidence == null ? shown.digest() : evidence;
    return answer(pipelines, pipelines.decide(id(), new Decision(verdict, who, comment, digest)));
  }

  private String question(String who) {
    return Character.toUpperCase(verdict.word().charAt(0))
        + verdict.word().substring(1)
        + " as "
        + who
        + "?";
  }

  private static String words(PipelineStatus status) {
    return status.state().name().toLowerCase(Locale.ROOT) + " at " + status.stage().word();
  }
}
