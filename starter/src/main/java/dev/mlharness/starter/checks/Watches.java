package dev.mlharness.starter.checks;

import dev.mlharness.starter.connection.Temporal;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds watches. */
final class Watches {
  private Watches() {}

  /**
   * Those that have not ended.
   *
   * @param model null: of all models
   */
  static Stream<WorkflowExecutionMetadata> open(Temporal temporal, @Nullable String model) {
    String query = "WorkflowType = 'Watch' AND ExecutionStatus = 'Running'";
    return temporal
        .client()
        .listExecutions(
            model == null
                ? query
                : query + " AND HarnessModel = '" + model.replace("'", "\\'") + "'");
  }
}
