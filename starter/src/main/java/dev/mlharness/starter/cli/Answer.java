package dev.mlharness.starter.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.report.StatusReport;
import org.jspecify.annotations.Nullable;

/** The answer of the commands that are about one pipeline: where it stands now. */
final class Answer {
  private final Console console;
  private final Temporal temporal;
  private final String pipeline;

  Answer(Console console, Temporal temporal, String pipeline) {
    this.console = console;
    this.temporal = temporal;
    this.pipeline = pipeline;
  }

  void give(PipelineStatus status, boolean json) {
    String page = temporal.page(pipeline).orElse(null);
    if (json) {
      console.json(new Named(pipeline, page, status));
    } else {
      new StatusReport(console, pipeline, status, page).lines().forEach(console::print);
    }
  }

  private record Named(
      String pipeline, @Nullable String page, @JsonUnwrapped PipelineStatus status) {}
}
