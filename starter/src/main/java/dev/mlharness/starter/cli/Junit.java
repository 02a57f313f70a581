package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.report.JunitReport;
import dev.mlharness.starter.way.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What CI systems show of a pipeline. */
final class Junit {
  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes stages and thresholds as a JUnit report, when the waiting is over.")
  private @Nullable Path file;

  boolean isWanted() {
    return file != null;
  }

  void write(Surroundings surroundings, Pipelines pipelines, String id, PipelineStatus status) {
    if (file == null) {
      return;
    }
    Path path = surroundings.directory().resolve(file);
    try {
      Files.writeString(path, new JunitReport(id, status, pipelines.evidence(id)).xml());
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write " + file + ": " + e.getMessage(), null);
    }
  }
}
