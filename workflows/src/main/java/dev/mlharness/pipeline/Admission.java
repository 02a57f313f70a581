package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Before anything else: who started the pipeline, and may they use its roles. */
record Admission(Progress progress, Messages messages) {
  /** Pipelines that began before there was an admission go on without. */
  private static final String CHANGE = "admission";

  /**
   * @param document null when the pipeline was started without input
   * @param next told the recipe of those who may, and who they are as far as that is known
   * @throws GivenUp when they may not
   */
  Initiator admit(@Nullable JsonNode document, BiConsumer<Recipe, List<String>> next) {
    StageContext.enter(Stage.RESOLVE);
    messages.handedIn(document);
    if (document == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "the pipeline was started without a recipe; give it the recipe as JSON");
    }
    if (Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return Initiator.current();
    }
    Admitted admitted = admittedOrRefused(document);
    messages.admitted(admitted);
    progress.running("every reference to be pinned");
    Initiator initiator = new Initiator(admitted.initiator());
    next.accept(admitted.recipe(), initiator.names());
    return initiator;
  }

  private Admitted admittedOrRefused(JsonNode document) {
    try {
      return admitted(document);
    } catch (ActivityFailure failure) {
      if (Failures.is(FailureType.ACCESS_DENIED, failure)) {
        throw new GivenUp(Outcome.REFUSED, Failures.sentence(failure));
      }
      throw failure;
    }
  }

  private Admitted admitted(JsonNode document) {
    progress.running("the start to be checked");
    return ActivityProfiles.call(
            AdmissionActivities.class, ActivityProfiles.READ, "admit: who starts, and may they")
        .admit(PipelineStart.current(document));
  }
}
