package dev.mlharness.starter.checks;

import dev.mlharness.pipeline.HarnessSearchAttributes;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watch, in a list.
 *
 * @param rules kept or violated
 */
public record WatchRow(
    @Nullable String model,
    @Nullable String version,
    @Nullable String rules,
    Instant since,
    String watch) {
  static WatchRow of(WorkflowExecutionMetadata watch) {
    return new WatchRow(
        attribute(watch, HarnessSearchAttributes.MODEL),
        attribute(watch, HarnessSearchAttributes.MODEL_VERSION),
        attribute(watch, HarnessSearchAttributes.OUTCOME),
        watch.getStartTime(),
        watch.getExecution().getWorkflowId());
  }

  private static @Nullable String attribute(
      WorkflowExecutionMetadata watch, SearchAttributeKey<String> key) {
    return watch.getTypedSearchAttributes().get(key);
  }
}
