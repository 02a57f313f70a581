package dev.mlharness.pipeline;

import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Validate;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a task is told: the team's own parameters, and beside them the harness's, which win. */
final class TaskParameters {
  private TaskParameters() {}

  /**
   * @param model null before training
   */
  static Map<String, String> of(
      Stage stage,
      Map<String, String> own,
      String pipeline,
      Manifest manifest,
      TrackingRun tracking,
      @Nullable LoggedModel model) {
    Map<String, String> all = new TreeMap<>(own);
    all.put("mlharness_stage", stage.word());
    all.put("mlharness_digest", manifest.digest());
    all.put("mlharness_pipeline", pipeline);
    all.put("mlflow_run_id", tracking.runId());
    all.put("mlflow_experiment", tracking.experimentId());
    manifest.pins().data().forEach(pin -> data(pin, all));
    List<Validate.Slice> slices = manifest.recipe().validate().slices();
    if (stage == Stage.VALIDATE && !slices.isEmpty()) {
      all.put("mlharness_slices", json(slices));
    }
    if (model != null) {
      all.put("model_uri", model.uri());
    }
    return all;
  }

  /** Names and filters; the thresholds are not the task's affair. */
  private static String json(List<Validate.Slice> slices) {
    List<Map<String, String>> told =
        slices.stream()
            .map(
                slice ->
                    slice.filter() == null
                        ? Map.of("name", slice.name())
                        : Map.of("name", slice.name(), "filter", slice.filter()))
            .toList();
    return Payloads.mapper().valueToTree(told).toString();
  }

  private static void data(DataPin pin, Map<String, String> all) {
    String prefix = "data_" + pin.name() + "_";
    boolean files = pin.kind() == DataPin.Kind.LOCATION;
    all.put(prefix + pin.kind().name().toLowerCase(Locale.ROOT), pin.securable());
    all.put(prefix + (files ? "digest" : "version"), pin.version());
  }
}
