package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.tracking.TrackingActivities;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person ends a pipeline, at any time and for a reason. */
class AbortTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aPipelineThatIsNotHeldIsAbortedWithTheReasonAndItsRunIsStopped() {
    pipelines.world().runs().hang(Stage.TRAIN);
    StartedPipeline upcoming = pipelines.upcoming();
    pipelines.world().faults().before("WatchRun", () -> upcoming.stub().abort("wrong data"));
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(result.reason()).isEqualTo("aborted: wrong data");
    assertThat(pipelines.world().nothingRuns()).isTrue();
  }

  @Test
  void anAbortAtTheGateLeavesNothingBehind() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    pipeline.stub().abort("not needed any more");

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(pipelines.world().registry().alias(Alias.CHALLENGER)).isNull();
  }

  @Test
  @Tag(Histories.KEPT)
  void abortEndsThePipelineWithTheReasonGiven() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipeline.stub().abort("wrong data");

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(result.reason())
        .startsWith("aborted (wrong data) after train failed: run 1 ended FAILED")
        .contains("https://workspace.test/run/1");
    assertThat(pipelines.world().tracking().status()).isEqualTo(TrackingActivities.Status.FAILED);
    assertThat(pipelines.world().tracking().tags()).containsEntry(Tags.OUTCOME, "aborted");
  }
}
