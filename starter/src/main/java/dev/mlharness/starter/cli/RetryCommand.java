package dev.mlharness.starter.cli;

import dev.mlharness.payload.Durations;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Way;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "retry",
    description = "Tries the stage at which a pipeline is held again; only its failed tasks.",
    footer = {
      "",
      "With --from it goes back to that stage or begins the held one anew: what came after is undone,",
      "and its version is kept as dropped."
    })
final class RetryCommand extends PipelineCommand {
  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description =
          "Go back to this stage: train, test, validate, register, approve or deploy; not beyond the held one.")
  private @Nullable String from;

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description =
          "What the pipeline may spend from now on: DBU, as in 300, or the time that its runs take, as in 4h.")
  private @Nullable String budget;

  @Override
  ExitCode run(Way way) {
    Pipelines pipelines = way.pipelines();
    return answer(pipelines, pipelines.retry(id(), request()));
  }

  private RetryRequest request() {
    Double dbu = null;
    Duration duration = null;
    if (budget != null) {
      if (budget.matches("[0-9]+(\\.[0-9]+)?")) {
        dbu = Double.valueOf(budget);
      } else {
        duration = duration(budget);
      }
    }
    return new RetryRequest(from == null ? null : stage(from), dbu, duration);
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "--budget is '%s'; a number of DBU or a duration was expected, as in 300 or 4h"
              .formatted(text),
          null);
    }
  }

  private static Stage stage(String word) {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage != Stage.RESOLVE && stage.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--from is '%s'; train, test, validate, register, approve or deploy was expected"
                        .formatted(word),
                    null));
  }
}
