package dev.mlharness.pipeline;

import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Histories of pipelines, one folder for each released version. {@code
 * -Dmlharness.record.histories=v0.2} writes those of the version that is about to be released.
 */
final class Histories {
  static final Path FOLDER = Path.of("src/test/resources/histories");
  private static final @Nullable String RECORDED = System.getProperty("mlharness.record.histories");

  private Histories() {}

  static void record(
      ExtensionContext test, WorkflowClient client, List<StartedPipeline> pipelines) {
    if (RECORDED == null || test.getExecutionException().isPresent()) {
      return;
    }
    for (StartedPipeline pipeline : pipelines) {
      String name =
          "%s.%s.%s.json"
              .formatted(
                  test.getRequiredTestClass().getSimpleName(),
                  test.getRequiredTestMethod().getName(),
                  pipeline.workflowId());
      write(
          FOLDER.resolve(RECORDED).resolve(name),
          client.fetchHistory(pipeline.workflowId()).toJson(true));
    }
  }

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void write(Path file, String json) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
