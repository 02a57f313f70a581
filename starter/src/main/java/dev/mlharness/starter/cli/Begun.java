package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.Outcomes;
import dev.mlharness.starter.way.Pipelines;
import dev.mlharness.starter.way.Pipelines.Started;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer of the commands that start a pipeline. */
record Begun(Console console, Pipelines pipelines, Started started, boolean json) {
  Begun {
    if (!started.worker()) {
      console.warn("no worker takes work yet; the pipeline begins when one does");
    }
  }

  /** That it was started, and how to follow it. */
  ExitCode told() {
    if (json) {
      console.json(
          new Answered(started.pipeline(), started.recipe(), started.model(), started.page()));
    } else {
      console.print("started " + started.pipeline());
      if (started.page() != null) {
        console.print(started.page());
      }
      console.print("next: ./harness watch " + started.pipeline());
    }
    return ExitCode.DONE;
  }

  /**
   * How it ended, or that it is held.
   *
   * @param seen is told that first
   */
  ExitCode end(Consumer<PipelineStatus> seen) {
    console.tell("started " + started.pipeline());
    PipelineStatus status =
        new Follower(console, pipelines, started.pipeline())
            .until(now -> now.state() == State.ENDED || now.state() == State.HELD);
    seen.accept(status);
    new Answer(console, started.pipeline(), started.page()).give(status, json);
    return status.result() == null ? ExitCode.REJECTED_OR_HELD : Outcomes.exitCode(status.result());
  }

  private record Answered(String pipeline, String recipe, String model, @Nullable String page) {}
}
