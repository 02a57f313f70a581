package dev.mlharness.starter.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Models in production, as the ways in see them. */
public final class Models {
  private static final String ENTITIES = "WorkflowType = 'Model' AND ExecutionStatus = 'Running'";

  private final Temporal temporal;
  private final Entities entities;

  public Models(Temporal temporal) {
    this.temporal = temporal;
    this.entities = new Entities(temporal.client(), TaskQueues.HARNESS);
  }

  public Entities entities() {
    return entities;
  }

  /**
   * As the worker's configuration names it.
   *
   * @param workspace null: the default one
   */
  public ModelKey key(String model, @Nullable String workspace) {
    String where =
        Questions.ask(
                temporal,
                "FindModel",
                "which workspace",
                new ModelQuestion(workspace, null),
                Access.class)
            .workspace();
    return new ModelKey(where, model);
  }

  /**
   * @throws io.temporal.client.WorkflowNotFoundException when the harness knows nothing of the
   *     model
   */
  public ModelView view(ModelKey key) {
    Model entity = entities.known(key);
    return new ModelView(entity.status(), entity.history(), about(key, entities.freezes()));
  }

  /**
   * Those that the harness knows, by name.
   *
   * @param most how many at most, as each is asked
   */
  public List<ModelRow> first(int most) {
    // Without a worker each question would wait for its time to run out.
    temporal.requireWorker(TaskQueues.HARNESS);
    List<Freeze> freezes = entities.freezes();
    try (Stream<WorkflowExecutionMetadata> found = temporal.client().listExecutions(ENTITIES)) {
      return found
          .map(entity -> entity.getExecution().getWorkflowId())
          .distinct()
          .flatMap(id -> ModelKey.ofWorkflowId(id).stream())
          .limit(most)
          .map(key -> new ModelRow(entities.known(key).status(), about(key, freezes)))
          .sorted(
              Comparator.comparing((ModelRow row) -> row.status().key().model())
                  .thenComparing(row -> row.status().key().workspace()))
          .toList();
    }
  }

  private static List<Freeze> about(ModelKey key, List<Freeze> freezes) {
    return freezes.stream().filter(freeze -> freeze.scope().covers(key)).toList();
  }
}
