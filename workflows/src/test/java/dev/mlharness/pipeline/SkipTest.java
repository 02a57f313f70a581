package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.run.RunOutcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person may let go of, and what not. */
class SkipTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aFailedTestCanBeSkipped() {
    pipelines.world().runs().next(Stage.TEST, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    assertThat(pipeline.held().waitingFor()).contains("retry, skip or abort");

    pipeline.stub().skip();
    pipeline.atTheGate();
    assertThat(pipeline.status().notes()).contains("test was skipped");
    assertThat(pipeline.evidence().checks())
        .last()
        .matches(check -> check.message().equals("test was skipped") && !check.passed());
    pipeline.stub().approve(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void nothingButTestCanBeSkipped() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    assertThatThrownBy(() -> pipeline.stub().skip())
        .rootCause()
        .hasMessageContaining("train cannot be skipped here: only test can")
        .hasMessageContaining("use retry or abort");
    pipeline.stub().retry(null);
    pipeline.result();
  }

  @Test
  void aTestThatTheRecipeDoesNotLetGoIsNotSkipped() {
    pipelines.world().runs().next(Stage.TEST, RunOutcome.FAILED);
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.with(
                Recipes.SERVED,
                "test: {python: {file: tests/run.py}, attempts: 1, skippable: false}"));
    assertThat(pipeline.held().waitingFor()).contains("retry or abort").doesNotContain("skip");

    assertThatThrownBy(() -> pipeline.stub().skip())
        .rootCause()
        .hasMessageContaining("test cannot be skipped here");
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @Test
  void aValidationThatOnlyReportsCanBeSkippedAndApproversSeeIt() {
    pipelines.world().runs().next(Stage.VALIDATE, RunOutcome.FAILED);
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.with(
                Recipes.SERVED,
                "validate: {mode: report, task: {notebook: evaluate, attempts: 1}, thresholds: {f1_score: {min: 0.9}}}"));
    assertThat(pipeline.held().waitingFor()).contains("retry, skip or abort");

    pipeline.stub().skip();
    pipeline.atTheGate();

    assertThat(pipeline.evidence().checks())
        .last()
        .matches(check -> check.message().equals("validate was skipped") && !check.passed());
    pipeline.stub().approve(null);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }
}
