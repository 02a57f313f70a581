package dev.mlharness.pipeline;

import dev.mlharness.recipe.StageTask;
import dev.mlharness.registry.ModelVersion;
import java.util.Map;
import java.util.TreeMap;

/** Runs the job that scores with the new champion: tried, repaired and held as any stage is. */
record Scoring(PipelineContext pipeline, ModelVersion champion) {

  /**
   * @throws GivenUp when it failed and nobody mends it; the aliases go back then
   */
  void run() {
    StageTask job = pipeline.recipe().deploy().scoring();
    if (job != null) {
      new StageRunner<>(pipeline, new StageWork(Stage.DEPLOY, job, parameters(job)), () -> champion)
          .run();
    }
  }

  private Map<String, String> parameters(StageTask job) {
    Map<String, String> all =
        new TreeMap<>(
            TaskParameters.of(
                Stage.DEPLOY,
                job.parameters(),
                pipeline.id().workflowId(),
                pipeline.manifest(),
                pipeline.tracking(),
                null));
    all.put("mlharness_model", champion.model());
    all.put("mlharness_version", champion.version());
    all.put("model_uri", "models:/%s/%s".formatted(champion.model(), champion.version()));
    return all;
  }
}
