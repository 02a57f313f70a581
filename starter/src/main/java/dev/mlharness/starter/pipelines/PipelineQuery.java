package dev.mlharness.starter.pipelines;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.starter.paging.Executions;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pipelines are asked for: first those that run, then those that have ended, the last to end
 * first.
 *
 * @param model null: of any model
 * @param stage null: at any stage
 * @param outcome null: with any outcome, or none yet
 * @param open only those that have not ended
 */
public record PipelineQuery(
    @Nullable String model, @Nullable String stage, @Nullable String outcome, boolean open) {

  /** All of a model, or of any. */
  public static PipelineQuery of(@Nullable String model, boolean open) {
    return new PipelineQuery(model, null, null, open);
  }

  /** At most so many. */
  public List<PipelineRow> first(WorkflowClient temporal, int limit) {
    try (Stream<WorkflowExecutionMetadata> found = temporal.listExecutions(words())) {
      return found.limit(limit).map(PipelineRow::of).toList();
    }
  }

  /** Page by page. */
  public Page<PipelineRow> page(WorkflowClient temporal, PageRequest request) {
    return Executions.page(temporal, words(), request).map(PipelineRow::of);
  }

  /** As Temporal's list filter says it. */
  String words() {
    StringBuilder words = new StringBuilder("WorkflowType = 'TrainValidateDeploy'");
    equal(words, HarnessSearchAttributes.MODEL, model);
    equal(words, HarnessSearchAttributes.STAGE, stage);
    equal(words, HarnessSearchAttributes.OUTCOME, outcome);
    if (open) {
      words.append(" AND ExecutionStatus = 'Running'");
    }
    return words.toString();
  }

  private static void equal(
      StringBuilder words, SearchAttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      words
          .append(" AND ")
          .append(key.getName())
          .append(" = '")
          .append(value.replace("\\", "\\\\").replace("'", "\\'"))
          .append("'");
    }
  }
}
