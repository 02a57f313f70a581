package dev.mlharness.starter.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.pipelines.PipelineRow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.common.converter.EncodedValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A schedule with its recipe, and what came of its last firings.
 *
 * @param recipe as it was applied, its references not pinned; null for schedules of upkeep
 * @param results of the pipelines that it started last, the latest first; those that Temporal has
 *     forgotten are left out
 */
public record ScheduleDetail(
    ScheduleView view, @Nullable JsonNode recipe, List<PipelineRow> results) {
  public ScheduleDetail {
    results = List.copyOf(results);
  }

  /** The recipe in YAML, as people write it; null for schedules of upkeep. */
  public @Nullable String recipeText() {
    return recipe == null
        ? null
        : new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
            .dumpToString(Payloads.mapper().convertValue(recipe, Object.class));
  }

  static ScheduleDetail of(WorkflowClient temporal, ScheduleDescription description) {
    ScheduleView view = ScheduleView.of(description);
    List<PipelineRow> started =
        view.recent().stream()
            .distinct()
            .map(pipeline -> PipelineRow.find(temporal, pipeline))
            .flatMap(Optional::stream)
            .toList();
    return new ScheduleDetail(view, recipe(description), reversed(started));
  }

  private static @Nullable JsonNode recipe(ScheduleDescription description) {
    if (description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
        && start.getWorkflowType().equals("TrainValidateDeploy")) {
      EncodedValues arguments = start.getArguments();
      return arguments.getSize() == 0 ? null : arguments.get(0, JsonNode.class);
    }
    return null;
  }

  private static List<PipelineRow> reversed(List<PipelineRow> rows) {
    return rows.stream().sorted((one, other) -> other.started().compareTo(one.started())).toList();
  }
}
