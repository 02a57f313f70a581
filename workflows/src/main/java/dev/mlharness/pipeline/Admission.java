package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Before anything else: who started the pipeline, and may they use its roles. */
record Admission(PipelineId id, Progress progress) {
  /** Pipelines that began before there was an admission go on without. */
  private static final String CHANGE = "admission";

  /**
   * @param document null when the pipeline was started without input
   * @throws GivenUp when they may not
   */
  Initiator admit(@Nullable JsonNode document) {
    StageContext.enter(Stage.RESOLVE);
    if (document == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "the pipeline was started without a recipe; give it the recipe as JSON");
    }
    if (Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return Initiator.current();
    }
    try {
      Admitted admitted = admitted(document);
      progress.running("every reference to be pinned");
      return new Initiator(admitted.initiator());
    } catch (ActivityFailure failure) {
      if (Failures.is(FailureType.ACCESS_DENIED, failure)) {
        throw new GivenUp(Outcome.REFUSED, Failures.sentence(failure));
      }
      throw failure;
    }
  }

  private Admitted admitted(JsonNode document) {
    progress.running("the start to be checked");
    PipelineStart start =
        new PipelineStart(
            document,
            id.workflowId(),
            id.firstRunId(),
            Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()),
            Initiator.current().name(),
            proof());
    return ActivityProfiles.call(
            AdmissionActivities.class, ActivityProfiles.READ, "admit: who starts, and may they")
        .admit(start);
  }

  private static @Nullable String proof() {
    try {
      return (String) Workflow.getMemo(TrainValidateDeploy.START, String.class);
    } catch (DataConverterException e) {
      // No text, so no proof; whether one is needed, the activity says.
      return null;
    }
  }
}
