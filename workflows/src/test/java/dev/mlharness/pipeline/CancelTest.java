package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.world.FakeRuns;
import dev.mlharness.world.FakeWorld;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancelTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");

  private static final String UNGATED_BATCH = Recipes.with(Recipes.BATCH, "approve: {required: 0}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @ParameterizedTest
  @EnumSource(names = {"TRAIN", "TEST", "VALIDATE"})
  @Tag(Histories.KEPT)
  void theRunOfTheStageIsStoppedBeforeThePipelineEnds(Stage stage) {
    pipelines.world().runs().hang(stage);
    pipelines.world().faults().before("WatchRun " + stage.word(), pipelines.upcoming()::cancel);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);

    assertCancelled(pipeline);

    assertThat(pipelines.world().runsOf(stage)).isEqualTo(1);
    assertThat(pipeline.status().runs())
        .last()
        .extracting(PipelineStatus.StageRun::outcome)
        .isEqualTo("CANCELED");
    assertThat(pipelines.world().runs().made())
        .last()
        .extracting(FakeRuns.Run::outcome)
        .isEqualTo(RunOutcome.CANCELED);
    assertThat(pipelines.world().registry().versionsMade()).isZero();
  }

  /** Before and after the effect of every call that changes the world. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resolve",
        "BeginTracking",
        "SubmitRun train",
        "SubmitRun test",
        "SubmitRun validate",
        "FindLoggedModel",
        "ReadMetrics",
        "RegisterVersion",
        "ReadAlias challenger",
        "ChangeAlias challenger",
        "Trace",
        "ReadEndpoint",
        "ChangeEndpoint",
        "ChangeAlias champion",
        "ChangeAlias previous"
      })
  void whereverItIsCancelledTheWorldIsAsItWas(String call) {
    FakeWorld world = pipelines.world();
    String champion = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.serving().serves("fraud", champion);

    world.faults().before(call, pipelines.upcoming()::cancel);
    assertCancelled(pipelines.start(UNGATED));
    assertUntouched(champion);

    world.faults().after(call, pipelines.upcoming()::cancel);
    assertCancelled(pipelines.start(UNGATED));
    assertUntouched(champion);
  }

  @Test
  @Tag(Histories.KEPT)
  void aRunWhoseSubmissionWasNeverAnsweredIsFoundAndStopped() {
    FakeWorld world = pipelines.world();
    world.runs().hang(Stage.TRAIN);
    world.faults().loseReply("SubmitRun train", 1);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.waitsToTryAgain();
    pipeline.cancel();

    assertCancelled(pipeline);

    assertThat(world.runs().made())
        .singleElement()
        .extracting(FakeRuns.Run::outcome)
        .isEqualTo(RunOutcome.CANCELED);
  }

  @Test
  @Tag(Histories.KEPT)
  void cancelledAtTheGateTheChallengerIsDismissed() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.cancel();

    assertCancelled(pipeline);

    assertThat(pipelines.world().registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(pipelines.world().registry().version("1").tags())
        .containsEntry(Tags.OUTCOME, "cancelled");
  }

  @Test
  @Tag(Histories.KEPT)
  void aHeldPipelineCanBeCancelled() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipeline.cancel();

    assertCancelled(pipeline);
  }

  @Test
  @Tag(Histories.KEPT)
  void cancelledWhileARunIsBeingRepairedTheRunIsStopped() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    pipelines.world().runs().hang(Stage.TRAIN);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipelines.world().faults().after("RepairRun", pipeline::cancel);
    pipeline.stub().retry(null);

    assertCancelled(pipeline);
  }

  @Test
  void aSecondCancelDoesNotDisturbTheFirst() {
    pipelines.world().runs().hang(Stage.TRAIN);
    pipelines.world().faults().before("WatchRun", pipelines.upcoming()::cancel);
    pipelines.world().faults().before("CancelRun", pipelines.upcoming()::cancel);

    assertCancelled(pipelines.start(Recipes.BATCH));
  }

  @Test
  void aCancelThatComesAfterTheGoalUndoesNothing() {
    pipelines.world().faults().before("EndTracking", pipelines.upcoming()::cancel);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    assertThat(pipeline.cancelled().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.OUTCOME)).isEqualTo("deployed");
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("1");
  }

  @Test
  @Tag(Histories.KEPT)
  void aPausedPipelineCanBeCancelled() {
    StartedPipeline upcoming = pipelines.upcoming();
    pipelines.world().faults().before("SubmitRun train", () -> upcoming.stub().pause());
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.until(status -> status.state() == PipelineStatus.State.PAUSED);
    pipelines.sleep(Duration.ofDays(2));
    pipeline.cancel();

    assertCancelled(pipeline);
  }

  private void assertCancelled(StartedPipeline pipeline) {
    assertThat(pipeline.cancelled().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(pipelines.world().nothingRuns()).isTrue();
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
    if (pipeline.status().digest() != null && pipelines.world().tracking().runsMade() > 0) {
      assertThat(pipelines.world().tracking().statuses())
          .allMatch(TrackingActivities.Status.KILLED::equals);
    }
  }

  private void assertUntouched(String champion) {
    FakeWorld world = pipelines.world();
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(champion);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(world.registry().alias(Alias.PREVIOUS)).isNull();
    assertThat(world.serving().served("fraud")).isEqualTo(champion);
  }

  @Test
  @Tag(Histories.KEPT)
  void aCancelInTheLastMomentOfTheDeploymentUndoesNothingAndTheModelIsWatched() {
    pipelines.world().faults().before("TagVersion", pipelines.upcoming()::cancel);
    StartedPipeline pipeline =
        pipelines.start(
            UNGATED_BATCH + "watch: {checks: [{sql: SELECT 1, max: 3}], on_violation: retrain}\n");

    assertThat(pipeline.cancelled().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(pipelines.world().watches().kept()).hasSize(1);
  }

  @Test
  @Tag(Histories.KEPT)
  void whatWasHeldTakesNoAnswerOnceItIsCancelled() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipelines
        .world()
        .faults()
        .before(
            "EndTracking", () -> refused.set(catchThrowable(() -> pipeline.stub().retry(null))));
    pipeline.cancel();

    assertCancelled(pipeline);
    assertThat(refused.get()).rootCause().hasMessageContaining("the pipeline is not held");
    assertThat(pipeline.status().state()).isEqualTo(PipelineStatus.State.ENDED);
  }
}
