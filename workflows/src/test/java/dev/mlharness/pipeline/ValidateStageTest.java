package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Confidence;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Slice;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.tracking.TrackingActivities;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValidateStageTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aMissedThresholdEndsThePipelineAndRegistersNothing() {
    pipelines.world().tracking().willLog(Map.of("f1_score", 0.5));

    PipelineResult result = pipelines.start(Recipes.SERVED).result();

    assertThat(result.outcome()).isEqualTo(Outcome.VALIDATION_FAILED);
    assertThat(result.reason()).isEqualTo("f1_score is 0.5, not at least 0.9");
    assertThat(pipelines.world().registry().versionsMade()).isZero();
    assertThat(pipelines.world().tracking().status()).isEqualTo(TrackingActivities.Status.FINISHED);
    assertThat(pipelines.world().tracking().tags())
        .containsEntry(Tags.OUTCOME, "validation_failed");
  }

  @Test
  @Tag(Histories.KEPT)
  void aCandidateWorseThanTheChampionGoesNoFurther() {
    String champion = pipelines.world().registry().champion(Map.of("f1_score", 0.99), Map.of());

    PipelineResult result = pipelines.start(Recipes.SERVED).result();

    assertThat(result.outcome()).isEqualTo(Outcome.VALIDATION_FAILED);
    assertThat(result.reason()).contains("0.04 worse than the champion's 0.99");
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo(champion);
  }

  @Test
  void aMetricThatTheEvaluationForgotFailsTheCheck() {
    pipelines.world().tracking().willLog(Map.of());

    assertThat(pipelines.start(Recipes.SERVED).result().reason())
        .contains("f1_score was not logged");
  }

  @Test
  @Tag(Histories.KEPT)
  void inReportModeAMissedThresholdIsShownAtTheGateAndNoMore() {
    pipelines.world().tracking().willLog(Map.of("f1_score", 0.5));
    String report =
        Recipes.with(
            Recipes.SERVED, "validate: {mode: report, thresholds: {f1_score: {min: 0.9}}}");
    StartedPipeline pipeline = pipelines.start(report);
    pipeline.atTheGate();

    assertThat(pipeline.evidence().checks()).singleElement().matches(check -> !check.passed());
    pipeline.stub().approve(null);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void switchedOffNothingIsRunAndNothingIsJudged() {
    pipelines.world().tracking().willLog(Map.of());
    String off =
        Recipes.with(
            Recipes.BATCH,
            "validate: {mode: 'off', task: {notebook: /x}, thresholds: {f1_score: {min: 0.9}}}");

    assertThat(pipelines.start(off).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.VALIDATE)).isZero();
  }

  @Test
  @Tag(Histories.KEPT)
  void slicesAreJudgedByThemselvesAndShownWithHowSureTheMetricsAre() {
    pipelines
        .world()
        .tracking()
        .willLog(
            Map.of(
                "f1_score", 0.95,
                "f1_score_ci_low", 0.93,
                "f1_score_ci_high", 0.97,
                "new-customers/f1_score", 0.8));
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.with(
                Recipes.SERVED,
                "validate: {mode: report, task: {notebook: evaluate}, thresholds: {f1_score: {min: 0.9}},"
                    + " slices: [{name: new-customers, filter: age_days < 30, thresholds: {f1_score: {min: 0.85}}}]}"));
    pipeline.atTheGate();

    Evidence evidence = pipeline.evidence();
    assertThat(evidence.checks())
        .extracting(Check::metric, Check::passed)
        .containsExactly(tuple("f1_score", true), tuple("new-customers/f1_score", false));
    assertThat(evidence.confidence())
        .containsExactly(Map.entry("f1_score", new Confidence(0.93, 0.97)));
    assertThat(evidence.slices())
        .containsExactly(new Slice("new-customers", "age_days < 30", Map.of("f1_score", 0.8)));
    assertThat(evidence.gate()).isNotNull();
    assertThat(evidence.digested()).as("the digest is over all of it").isEqualTo(evidence);
    assertThat(pipelines.world().runs().made())
        .last()
        .extracting(run -> run.request().parameters().get("mlharness_slices"))
        .isEqualTo("[{\"filter\":\"age_days < 30\",\"name\":\"new-customers\"}]");
    pipeline.stub().reject(null);
    pipeline.result();
  }
}
