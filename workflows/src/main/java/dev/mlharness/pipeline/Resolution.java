package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.recipe.ResolveActivities;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.tracking.TrackingRun;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first stage: from the document to a manifest and an MLflow run. */
record Resolution(PipelineId id, Ledger ledger, Progress progress, Hold hold, Messages messages) {

  /**
   * Does not hold when the document is wrong: nothing has begun, so a new pipeline is as good.
   *
   * @param pinned told before anything outside is changed
   */
  PipelineContext resolve(JsonNode document, Consumer<Manifest> pinned) {
    Manifest manifest =
        ActivityProfiles.call(
                ResolveActivities.class, ActivityProfiles.READ, "resolve: pin every reference")
            .resolve(document);
    Recipe recipe = manifest.recipe();
    hold.follow(recipe);
    progress.resolved(manifest);
    messages.resolved(manifest);
    hold.mend(
        Stage.RESOLVE,
        () -> {
          pinned.accept(manifest);
          return manifest;
        });
    Access access = new Access(recipe.workspace(), recipe.role());
    BeginTracking request =
        new BeginTracking(
            access, id.key("track", "run"), id.workflowId(), manifest, reproduces(document));
    progress.tracking(request);
    TrackingRun tracking = hold.mend(Stage.RESOLVE, () -> begin(request));
    progress.tracked(tracking);
    return new PipelineContext(
        id, manifest, tracking, ledger, progress, hold, new Generations(), messages);
  }

  private static @Nullable String reproduces(JsonNode document) {
    return Reproduction.isOne(document) ? Reproduction.read(document).of() : null;
  }

  private static TrackingRun begin(BeginTracking request) {
    return ActivityProfiles.call(
            TrackingActivities.class, ActivityProfiles.CHANGE, "resolve: begin the MLflow run")
        .begin(request);
  }
}
