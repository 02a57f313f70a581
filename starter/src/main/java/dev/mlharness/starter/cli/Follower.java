package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.report.StatusReport;
import dev.mlharness.starter.way.Pipelines;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Shows a pipeline live: a screen that is rewritten on a terminal, else a line for each change. */
public final class Follower {
  private final Console console;
  private final Pipelines pipelines;
  private final String pipeline;
  private String shown = "";
  private int lines;

  public Follower(Console console, Pipelines pipelines, String pipeline) {
    this.console = console;
    this.pipelines = pipelines;
    this.pipeline = pipeline;
  }

  /**
   * Follows until the condition holds or the pipeline has ended.
   *
   * @throws dev.mlharness.starter.console.CommandFailure when the pipeline was ended from outside,
   *     or nobody answers for long
   */
  public PipelineStatus until(Predicate<PipelineStatus> enough) {
    PipelineStatus status = pipelines.follow(pipeline, this::show, enough);
    settle();
    return status;
  }

  private void show(PipelineStatus status) {
    if (console.terminal()) {
      rewrite(status);
      return;
    }
    String line =
        "%-9s %-8s %s"
            .formatted(
                status.stage().word(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.waitingFor());
    if (!line.equals(shown)) {
      console.tell(Moments.at(Instant.now()) + "  " + line);
      shown = line;
    }
  }

  private void rewrite(PipelineStatus status) {
    List<String> screen =
        new StatusReport(console, pipeline, status, pipelines.page(pipeline).orElse(null)).lines();
    String text = String.join(System.lineSeparator(), screen) + System.lineSeparator();
    if (!text.equals(shown)) {
      console.rewrite(lines, text);
      shown = text;
      lines = (int) text.lines().count();
    }
  }

  private void settle() {
    if (console.terminal()) {
      console.settle(lines, shown);
    }
  }
}
