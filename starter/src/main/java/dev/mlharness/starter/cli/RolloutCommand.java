package dev.mlharness.starter.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.RolloutReport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollout",
    description =
        "Shows how far a candidate has come, step by step; or steers it: pause, resume, promote, abort.")
final class RolloutCommand extends PipelineAction {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description =
          "${COMPLETION-CANDIDATES}. pause: begin no further step. resume: go on, or measure again. promote: all traffic now, no further checks. abort: put everything back.")
  private Instruction.@Nullable Action action;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why. Kept with the rollout.")
  private @Nullable String comment;

  @Mixin private Person person;

  @Override
  ExitCode run(Temporal temporal, TrainValidateDeploy pipeline) {
    String id = Rollout.idOf(id());
    Rollout rollout = temporal.client().newWorkflowStub(Rollout.class, id);
    RolloutStatus status =
        action == null
            ? rollout.status()
            : rollout.steer(new Instruction(action, person.name(surroundings()), comment));
    String page = temporal.page(id).orElse(null);
    if (json()) {
      console().json(new Shown(id(), page, status, rollout.ledger()));
    } else {
      new RolloutReport(console(), id(), status, page).lines().forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private record Shown(
      String pipeline,
      @Nullable String page,
      @JsonUnwrapped RolloutStatus status,
      List<LedgerEntry> ledger) {}
}
