package dev.mlharness.starter.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.report.StatusReport;
import org.jspecify.annotations.Nullable;

/** The answer of the commands that are about one pipeline: where it stands now. */
final class Answer {
  private final Console console;
  private final String pipeline;
  private final @Nullable String page;

  /**
   * @param page in the Temporal UI; null: it is not known where that is
   */
  Answer(Console console, String pipeline, @Nullable String page) {
    this.console = console;
    this.pipeline = pipeline;
    this.page = page;
  }

  void give(PipelineStatus status, boolean json) {
    if (json) {
      console.json(new Named(pipeline, page, status));
    } else {
      new StatusReport(console, pipeline, status, page).lines().forEach(console::print);
    }
  }

  private record Named(
      String pipeline, @Nullable String page, @JsonUnwrapped PipelineStatus status) {}
}
