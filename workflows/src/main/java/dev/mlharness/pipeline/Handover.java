package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Failures;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.start.StartMemo;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.watch.WatchActivities;
import dev.mlharness.watch.WatchedModel;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hands the new champion over to the watch of its model. (No pipeline of an older version has a
 * watch in its recipe, so this needs no version marker.)
 */
record Handover(PipelineContext pipeline, Initiator initiator) {
  /** Before, a cancellation kept the watch away, and the pipeline from saying that it deployed. */
  private static final String CHANGE = "undisturbed-handover";

  /**
   * The model serves by now, so no pipeline fails for it, nor is it cancelled or aborted any more.
   *
   * @param document the recipe as it was handed in
   */
  void watch(@Nullable ModelVersion champion, JsonNode document) {
    if (champion == null || pipeline.recipe().watch() == null) {
      return;
    }
    pipeline.progress().running("the watch to take over");
    if (Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      keep(champion, document);
    } else {
      Workflow.newDetachedCancellationScope(() -> keep(champion, document)).run();
    }
  }

  private void keep(ModelVersion champion, JsonNode document) {
    try {
      ActivityProfiles.call(
              WatchActivities.class, ActivityProfiles.CHANGE, "watch version " + champion.version())
          .keep(watched(champion, document));
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      pipeline.progress().note("it is not watched: " + Failures.sentence(failure));
    }
  }

  private WatchedModel watched(ModelVersion champion, JsonNode document) {
    return new WatchedModel(
        pipeline.id().workflowId(),
        pipeline.manifest(),
        champion.version(),
        Instant.ofEpochMilli(Workflow.currentTimeMillis()),
        Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()),
        document,
        initiator.name(),
        proof());
  }

  /** One that a schedule or a watch started brought along what starts the next as well. */
  private static @Nullable String proof() {
    String retrain = StartMemo.text(StartMemo.RETRAIN);
    return retrain == null ? StartMemo.text(StartMemo.START) : retrain;
  }
}
