package dev.mlharness.starter.cli;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.EvidenceReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A decision at a gate, given for the evidence that was shown. */
abstract class DecideAction extends PipelineAction {
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
  final ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    PipelineStatus status = pipeline.status();
    Evidence shown = pipeline.evidence();
    if (shown == null || status.state() != State.WAITING) {
      throw CommandFailure.failed(
          "no gate is open: " + id() + " is " + words(status), "./harness show " + id());
    }
    boolean desk = Desk.of(surroundings()).isPresent();
    if (!desk) {
      needNoProof(pipeline);
    }
    String who = desk ? "whom the token of " + Desk.TOKEN + " names" : person.name(surroundings());
    if (!json()) {
      EvidenceReport.lines(console(), shown).forEach(console()::tell);
    }
    if (console().terminal() && !yes && !console().confirm(question(who))) {
      console().tell("nothing was decided");
      return ExitCode.FAILED;
    }
    String digest = evidence == null ? shown.digest() : evidence;
    Decision said = new Decision(verdict, who, comment, digest);
    return answer(
        temporal,
        pipeline.decide(SignedDecision.get(surroundings(), id(), said, digest).orElse(said)));
  }

  /** Before the person reads and answers, for nothing. */
  private void needNoProof(TrainValidateDeploy pipeline) {
    OpenGate gate = pipeline.gate();
    if (gate != null && gate.signed()) {
      throw CommandFailure.usage(
          "this workspace wants signed decisions, and " + Desk.DESK + " is not set",
          "set it to the address of a worker, and "
              + Desk.TOKEN
              + " to the file with a token of your identity provider");
    }
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
