package dev.mlharness.starter.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.pipeline.Outcome;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recipe that a model was deployed with last, as its pipeline was started with it. */
public final class LastRecipe {
  /** Of one model in other workspaces, before it is found. */
  private static final int MOST = 50;

  private LastRecipe() {}

  /**
   * @param workspace null: whichever
   * @return empty when no pipeline of the model that Temporal remembers was deployed
   */
  public static Optional<JsonNode> of(
      WorkflowClient temporal, String model, @Nullable String workspace) {
    PipelineQuery deployed = new PipelineQuery(model, null, Outcome.DEPLOYED.word(), false);
    try (Stream<WorkflowExecutionMetadata> found = temporal.listExecutions(deployed.words())) {
      return found
          .limit(MOST)
          .map(pipeline -> document(temporal, pipeline.getExecution()))
          .filter(
              document ->
                  workspace == null || workspace.equals(document.path("workspace").asText()))
          .findFirst();
    }
  }

  private static JsonNode document(WorkflowClient temporal, WorkflowExecution pipeline) {
    try (Stream<HistoryEvent> events =
        temporal.streamHistory(pipeline.getWorkflowId(), pipeline.getRunId())) {
      Payloads input =
          events.findFirst().orElseThrow().getWorkflowExecutionStartedEventAttributes().getInput();
      return temporal
          .getOptions()
          .getDataConverter()
          .fromPayloads(0, Optional.of(input), JsonNode.class, JsonNode.class);
    }
  }
}
