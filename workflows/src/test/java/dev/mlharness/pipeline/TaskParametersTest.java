package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskParametersTest {
  private static final Manifest MANIFEST =
      Manifests.of(
          RecipeReader.read(Recipes.BATCH).recipe(),
          new Pins(
              null,
              List.of(
                  new DataPin("train", DataPin.Kind.TABLE, "main.x.t", "12"),
                  new DataPin("base", DataPin.Kind.MODEL, "main.x.m", "3"),
                  new DataPin("files", DataPin.Kind.LOCATION, "s3://lake/x", "f1"))));

  private static final TrackingRun RUN =
      new TrackingRun(new Access("w", "r"), "7", "run-1", "https://mlflow.test/run-1");

  @Test
  void aTaskIsToldWhatItBelongsToAndItsPinnedInputs() {
    assertThat(TaskParameters.of(Stage.TRAIN, Map.of("depth", "6"), "p", MANIFEST, RUN, null))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("depth", "6"),
                Map.entry("mlharness_stage", "train"),
                Map.entry("mlharness_digest", MANIFEST.digest()),
                Map.entry("mlharness_pipeline", "p"),
                Map.entry("mlflow_run_id", "run-1"),
                Map.entry("mlflow_experiment", "7"),
                Map.entry("data_train_table", "main.x.t"),
                Map.entry("data_train_version", "12"),
                Map.entry("data_base_model", "main.x.m"),
                Map.entry("data_files_location", "s3://lake/x"),
                Map.entry("data_files_digest", "f1"),
                Map.entry("data_base_version", "3")));
  }

  @Test
  void afterTrainingATaskIsToldWhereTheModelIs() {
    LoggedModel model = new LoggedModel("models:/m-1", "artifacts/m-1", "run-1", "m-1");

    assertThat(TaskParameters.of(Stage.TEST, Map.of(), "p", MANIFEST, RUN, model))
        .containsEntry("model_uri", "models:/m-1")
        .containsEntry("mlharness_stage", "test");
  }

  @Test
  void whatTheHarnessSaysWins() {
    assertThat(
            TaskParameters.of(
                Stage.TEST, Map.of("mlharness_stage", "mine"), "p", MANIFEST, RUN, null))
        .containsEntry("mlharness_stage", "test");
  }
}
