package dev.mlharness.pipeline;

import dev.mlharness.promotion.Freezes;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
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
 * -Dmlharness.record.histories=v0.2} writes those of the version that is about to be released, from
 * all tests tagged {@link #KEPT}.
 */
public final class Histories {
  /** Tag of a test whose histories are kept. */
  public static final String KEPT = "history-kept";

  private static final Path FOLDER = Path.of("src/test/resources/histories");
  private static final @Nullable String VERSION = System.getProperty("mlharness.record.histories");

  private Histories() {}

  static void record(
      ExtensionContext test, WorkflowClient client, List<StartedPipeline> pipelines) {
    for (StartedPipeline pipeline : pipelines) {
      recordAll(test, client, List.of(pipeline.workflowId()));
      recordAll(test, client, messages(client, pipeline.workflowId()));
    }
  }

  /** Keeps the histories of these workflows, if the test is tagged so and went well. */
  public static void recordAll(
      ExtensionContext test, WorkflowClient client, List<String> workflowIds) {
    if (VERSION == null
        || !test.getTags().contains(KEPT)
        || test.getExecutionException().isPresent()) {
      return;
    }
    for (String workflowId : workflowIds) {
      String name = "%s.%s.json".formatted(name(test), fileName(workflowId));
      String history = client.fetchHistory(workflowId).toJson(false);
      write(FOLDER.resolve(VERSION).resolve(name), history);
    }
  }

  /** Also those of the entities that pipelines speak to, and of their children. */
  static void recordEntities(ExtensionContext test, WorkflowClient client) {
    if (VERSION == null) {
      return;
    }
    for (String entity : List.of(KnownModel.KEY.workflowId(), Freezes.ID)) {
      if (exists(client, entity)) {
        recordAll(test, client, List.of(entity));
        recordAll(test, client, children(client, entity));
      }
    }
  }

  private static List<String> messages(WorkflowClient client, String workflowId) {
    return VERSION == null || !exists(client, workflowId)
        ? List.of()
        : children(client, workflowId).stream().filter(id -> id.contains("message")).toList();
  }

  private static boolean exists(WorkflowClient client, String workflowId) {
    try {
      return !client.fetchHistory(workflowId).getEvents().isEmpty();
    } catch (WorkflowNotFoundException | StatusRuntimeException e) {
      return false;
    }
  }

  private static List<String> children(WorkflowClient client, String workflowId) {
    return client.fetchHistory(workflowId).getEvents().stream()
        .filter(HistoryEvent::hasStartChildWorkflowExecutionInitiatedEventAttributes)
        .map(
            event -> event.getStartChildWorkflowExecutionInitiatedEventAttributes().getWorkflowId())
        .toList();
  }

  private static String fileName(String workflowId) {
    return workflowId.replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-.*", "").replaceAll("[/.]", "_");
  }

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** Whose history it is; some workflows look at their own id. */
  static String workflowId(Path history) {
    String name = history.getFileName().toString().replaceFirst("\\.json$", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String name(ExtensionContext test) {
    String method = test.getRequiredTestMethod().getName();
    String shown = test.getDisplayName();
    return shown.startsWith(method)
        ? method
        : method + "." + shown.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
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
