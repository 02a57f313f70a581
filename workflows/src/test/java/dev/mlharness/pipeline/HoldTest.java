package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.world.FakeRuns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has failed is held for a person, who has it tried again. */
class HoldTest {
  private static final String THREE_ATTEMPTS =
      Recipes.with(Recipes.BATCH, "train: {notebook: /Shared/train, attempts: 3}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void everyAttemptIsARunOfItsOwn() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED, RunOutcome.TIMED_OUT);

    StartedPipeline pipeline = pipelines.start(THREE_ATTEMPTS);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(3);
    assertThat(pipeline.status().runs())
        .extracting(StageRun::attempt, StageRun::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "FAILED"),
            org.assertj.core.groups.Tuple.tuple(2, "TIMED_OUT"),
            org.assertj.core.groups.Tuple.tuple(3, "SUCCESS"));
  }

  @Test
  void aRunThatAPersonCancelledIsNotBegunAgainByItself() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.CANCELED);
    StartedPipeline pipeline = pipelines.start(THREE_ATTEMPTS);

    assertThat(pipeline.held().waitingFor()).contains("run 1 ended CANCELED");
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @Test
  @Tag(Histories.KEPT)
  void aRevokedIdentityIsNotWaitedForAndItsRunIsCancelled() {
    pipelines.world().runs().hang(Stage.TRAIN);
    pipelines.world().faults().fail("WatchRun train", 1, FailureType.IDENTITY_REVOKED);

    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(pipelines.world().runs().made())
        .singleElement()
        .extracting(FakeRuns.Run::outcome)
        .isEqualTo(RunOutcome.CANCELED);
  }

  @Test
  @Tag(Histories.KEPT)
  void listsSayThatItIsHeldAndNoLongerWhenItIsMended() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.held();
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.OUTCOME)).isEqualTo("held");

    pipeline.stub().retry(null);
    pipeline.atTheGate();
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.OUTCOME)).isNull();

    pipeline.stub().approve(null);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void filesThatChangedSinceTheyWerePinnedHoldThePipelineBeforeItTrains() {
    pipelines.world().faults().fail("CheckFiles", 1, FailureType.CONFLICT);
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.with(Recipes.BATCH, "data: [{name: train, location: \"s3://lake/train\"}]"));

    assertThat(pipeline.held().stage()).isEqualTo(Stage.TRAIN);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isZero();
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void aFailedStageIsHeldWithReasonAndLinkAndRetryRepairsTheRun() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    PipelineStatus held = pipeline.held();
    assertThat(held.stage()).isEqualTo(Stage.TRAIN);
    assertThat(held.waitingFor())
        .contains(
            "train failed: run 1 ended FAILED", "https://workspace.test/run/1", "retry or abort");
    assertThat(pipeline.stub().retry(null).state()).isEqualTo(State.RUNNING);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runs().made())
        .singleElement()
        .extracting(FakeRuns.Run::repairs)
        .isEqualTo(1);
  }

  @Test
  @Tag(Histories.KEPT)
  void whereARunCannotBeRepairedRetryMakesAnother() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.INTERNAL_ERROR);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(2);
  }

  @Test
  @Tag(Histories.KEPT)
  void whereTheRepairIsRefusedTheRunIsSeenToHaveEndedAndAnotherIsMade() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.CANCELED);
    pipelines.world().faults().fail("RepairRun", 1, FailureType.CONFLICT);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(2);
    assertThat(pipeline.status().notes())
        .anyMatch(note -> note.startsWith("run 1 was not repaired"));
  }

  @Test
  void aRepairThatFailsIsHeldAgain() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipeline.stub().retry(null);
    pipeline.held();
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runs().made())
        .singleElement()
        .extracting(FakeRuns.Run::repairs)
        .isEqualTo(2);
  }

  @Test
  void aRefusedSubmissionIsHeldAndRetriedUnderTheSameToken() {
    pipelines.world().faults().fail("SubmitRun train", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    assertThat(pipeline.held().waitingFor()).contains("SubmitRun train failed by request");

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().runs()).extracting(StageRun::attempt).containsExactly(1);
  }

  @Test
  @Tag(Histories.KEPT)
  void trainingThatLoggedNoModelIsHeldAndTrainedAgain() {
    pipelines.world().tracking().logsModel(false);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    assertThat(pipeline.held().waitingFor()).contains("training logged no model");

    pipelines.world().tracking().logsModel(true);
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(2);
  }

  @Test
  void aReadThatIsDeniedIsRetriedWithoutTrainingAgain() {
    pipelines.world().faults().fail("FindLoggedModel", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(1);
  }

  @Test
  void answersAreRefusedWhileNothingIsHeld() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    assertThatThrownBy(() -> pipeline.stub().retry(null))
        .rootCause()
        .hasMessageContaining("the pipeline is not held; there is nothing to retry");
    pipeline.stub().approve(null);
    pipeline.result();
  }

  @Test
  @Tag(Histories.KEPT)
  void whenNobodyAnswersThePipelineFails() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);

    PipelineResult result = pipelines.start(Recipes.BATCH).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).endsWith("nobody answered in 7d");
  }

  @Test
  @Tag(Histories.KEPT)
  void aRecipeThatAbortsOnFailureWaitsForNobody() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);

    PipelineResult result =
        pipelines.start(Recipes.with(Recipes.BATCH, "on_failure: abort")).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("train failed: run 1 ended FAILED");
  }

  @Test
  void aWrongRecipeFailsAtOnceAndNothingIsStarted() {
    pipelines.world().faults().fail("Resolve", 1, FailureType.RECIPE_INVALID);

    PipelineResult result = pipelines.start(Recipes.BATCH).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("Resolve failed by request");
    assertThat(result.digest()).isNull();
    assertThat(pipelines.world().tracking().runsMade()).isZero();
  }

  @Test
  void withoutInputThePipelineSaysWhatItNeeds() {
    StartedPipeline pipeline = pipelines.startWithoutInput();

    assertThat(pipeline.failure().reason()).contains("was started without a recipe");
  }
}
