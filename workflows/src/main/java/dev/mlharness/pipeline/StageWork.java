package dev.mlharness.pipeline;

import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.run.RunRequest;
import java.util.Map;

/** The task of a stage, ready to be submitted. */
record StageWork(Stage stage, StageTask task, Map<String, String> parameters) {
  private static final int SHORT = 8;

  StageWork {
    parameters = Map.copyOf(parameters);
  }

  /**
   * @param generation counts the runs of this stage from 1
   */
  RunRequest request(PipelineContext pipeline, int generation) {
    String token = pipeline.id().token(stage, generation);
    String recipe = pipeline.recipe().metadata().name();
    return new RunRequest(
        pipeline.access(task.role()),
        "%s %s %d [%s]".formatted(recipe, stage.word(), generation, token.substring(0, SHORT)),
        token,
        task,
        pipeline.recipe().compute(),
        pipeline.manifest().pins().git(),
        parameters,
        Map.of(
            Tags.PIPELINE, pipeline.id().workflowId(),
            Tags.DIGEST, pipeline.manifest().digest(),
            Tags.KEY, token),
        pipeline.progress().spending().left());
  }
}
