package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.registry.Alias;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Instruction.Action;
import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.rollout.RolloutResult;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.rollout.RolloutStatus.State;
import dev.mlharness.rollout.RolloutStatus.StepStatus.Mark;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.world.FakeRuns;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rollouts that reach their goal, or wait for a person. */
class RolloutTest extends RolloutStories {
  @Test
  @Tag(Histories.KEPT)
  void weeksOfWaitingCostNothingButALookNowAndThen() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("pause 14d");

    assertThat(world.serving().config("fraud")).isEqualTo(TEN_PER_CENT);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(champion);
    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(result.endpointUrl()).isEqualTo("https://serving.test/fraud");
    assertThat(served())
        .containsExactly(
            new ServedModel("detector-3", "main.fraud.detector", "3", "Small", true, 100));
    assertAliases("3", champion);
    assertThat(rollout.events()).isLessThan(800);
    assertThat(marks(rollout)).containsOnly(Mark.DONE);
    assertThat(world.checks().asked()).hasSize(2);
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .containsOnly(LedgerEntry.State.CLOSED);
  }

  @Test
  @Tag(Histories.KEPT)
  void oneBadMeasurementOfThreeIsForgiven() {
    world.checks().findsNext(0.25, 0, 0);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.checks().asked()).hasSize(3);
    assertThat(world.checks().asked().get(0).live().servedModel()).isEqualTo("detector-3");
  }

  @Test
  @Tag(Histories.KEPT)
  void aBakeInWhichNobodyAsksIsNoFailureAndLetsGoWhatServedBefore() {
    world
        .faults()
        .after(
            "ChangeAlias champion", () -> world.faults().failAlways("Measure", FailureType.HELD));
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "bake: 7d"));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(served()).hasSize(1);
  }

  @Test
  @Tag(Histories.KEPT)
  void whatSomebodyElseSetIsSeenDuringAWaitAndNeverOverwritten() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("pause 14d");
    EndpointConfig theirs =
        new EndpointConfig(
            List.of(new ServedModel("mine", "main.fraud.other", "5", "Large", false, 100)));
    world.serving().meddle("fraud", theirs);
    pipelines.sleep(Duration.ofDays(1));

    assertThat(pipeline.held().waitingFor())
        .contains("stopped at 10 %: somebody else changed endpoint fraud")
        .contains("it serves mine 100 % (main.fraud.other version 5, Large)")
        .contains("the rollout had left it at detector-1 63 %");
    assertThat(rollout.outcome()).isEqualTo(RolloutOutcome.STOPPED);
    assertThat(world.serving().config("fraud")).isEqualTo(theirs);
    assertAliases(champion, previous);
    world.serving().meddle("fraud", BEFORE);
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void anAliasThatSomebodyMovedMeanwhileStopsTheRollout() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    pipelines.rollout(pipeline).waitingFor("pause 14d");
    String other = world.registry().champion(Map.of("f1_score", 0.99), Map.of());
    pipelines.sleep(Duration.ofDays(15));

    assertThat(pipeline.held().waitingFor()).contains("stopped at 100 %: alias champion names");
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(other, previous);
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @Test
  @Tag(Histories.KEPT)
  void aPausedRolloutBeginsNoStepUntilItIsResumed() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("pause 14d");
    rollout.stub().pause(new Remark("ann", "holidays", null));
    pipelines.sleep(Duration.ofDays(40));

    assertThat(rollout.until(status -> status.state() == State.PAUSED).weight()).isEqualTo(10);
    assertThatThrownBy(() -> rollout.stub().steer(instruction(Instruction.Action.PAUSE)))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("pause means nothing now: it is paused already");
    rollout.stub().steer(instruction(Instruction.Action.RESUME));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(rollout.status().notes())
        .contains("pause by ann (holidays)", "resume by bob (fine)");
  }

  @Test
  @Tag(Histories.KEPT)
  void whoeverPromotesLeavesOutWaitsAndChecks() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("pause 14d");
    rollout.stub().steer(instruction(Instruction.Action.PROMOTE));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.checks().asked()).isEmpty();
    assertThat(marks(rollout))
        .containsExactly(Mark.DONE, Mark.SKIPPED, Mark.SKIPPED, Mark.SKIPPED, Mark.DONE, Mark.DONE);
    assertThatThrownBy(() -> rollout.stub().steer(instruction(Instruction.Action.ABORT)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  @Tag(Histories.KEPT)
  void whereTheRecipeHoldsAPersonDecidesAboutABrokenCheck() {
    world.checks().finds("error_rate", 0.25);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "on_failure: hold"));
    StartedRollout rollout = pipelines.rollout(pipeline);
    RolloutStatus held = rollout.until(status -> status.state() == State.HELD);

    assertThat(held.waitingFor()).contains("error_rate is 0.25").contains("resume (measure again)");
    assertThat(held.weight()).isEqualTo(10);
    world.checks().finds("error_rate", 0);
    rollout.stub().resume(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void aReplyThatIsLostIsNoSecondChange() {
    world.faults().loseReply("ChangeEndpoint", 3);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.serving().changes()).isEqualTo(3);
  }

  @Test
  @Tag(Histories.KEPT)
  void aCandidateThatDoesNotComeUpIsUndoneAndAPersonIsAsked() {
    world.faults().fail("ChangeEndpoint", 1, FailureType.HELD);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.held().waitingFor()).contains("failed at 0 %: ChangeEndpoint failed");
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void inTheShadowTheCandidateIsLoadedAndGetsNoTraffic() {
    String steps =
        "steps: [{shadow: 2d}, {check: {run: {notebook: compare, attempts: 1}, max: 0.1}}, {weight: 100}]";
    StartedPipeline pipeline = pipelines.start(recipe(steps));
    pipelines.rollout(pipeline).waitingFor("pause 2d");

    assertThat(served()).extracting(ServedModel::weight).containsExactly(70, 30, 0);
    // The fake's runs return no number, so the check cannot be measured.
    assertThat(pipeline.failure().reason()).contains("run is not known");
    assertUntouched();
    assertThat(world.nothingRuns()).isTrue();
  }

  @Test
  void whoPromotesEndsTheRunThatMeasures() {
    String steps =
        "steps: [{weight: 10}, {check: {run: {notebook: compare}, max: 0.1}}, {weight: 100}]";
    StartedPipeline upcoming = pipelines.upcoming();
    StartedRollout rollout = pipelines.rollout(upcoming);
    world.runs().hangCheck();
    world
        .faults()
        .before("WatchRun check", () -> rollout.stub().steer(instruction(Action.PROMOTE)));
    StartedPipeline pipeline = pipelines.start(recipe(steps));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.runs().made())
        .filteredOn(run -> "check".equals(run.request().parameters().get("mlharness_stage")))
        .singleElement()
        .returns(RunOutcome.CANCELED, FakeRuns.Run::outcome);
    assertThat(rollout.stub().ledger())
        .filteredOn(entry -> entry.inverse() instanceof Inverse.StopRun)
        .extracting(LedgerEntry::state)
        .containsExactly(LedgerEntry.State.UNDONE);
  }

  @Test
  void theResultOfTheRolloutNamesHowItEnded() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    pipeline.result();

    assertThat(pipelines.rollout(pipeline).untyped().getResult(RolloutResult.class).outcome())
        .isEqualTo(RolloutOutcome.COMPLETED);
  }
}
