package dev.mlharness.starter.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.RolloutReport;
import dev.mlharness.starter.rollout.RolloutView;
import dev.mlharness.starter.way.Rollouts;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollout",
    description =
        "Shows how far a candidate has come, step by step; or steers it: pause, resume, promote, abort.")
final class RolloutCommand extends PipelineCommand {
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
  ExitCode run(Way way) {
    Rollouts rollouts = way.rollouts();
    RolloutView view =
        action == null ? rollouts.view(id()) : rollouts.steer(id(), action, comment, person);
    String page = way.pipelines().page(Rollout.idOf(id())).orElse(null);
    if (json()) {
      console().json(new Shown(page, view));
    } else {
      new RolloutReport(console(), id(), view.status(), page).lines().forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private record Shown(@Nullable String page, @JsonUnwrapped RolloutView rollout) {}
}
