package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollouts that put everything back. */
class RolloutReturnTest extends RolloutStories {
  @Test
  @Tag(Histories.KEPT)
  void aCheckThatIsBrokenAtTenPerCentPutsEverythingBackExactly() {
    world.checks().finds("error_rate", 0.25);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(result.reason())
        .contains("rolled back at 10 %: error_rate is 0.25, at most 0.01 is allowed")
        .contains("Traffic, served models and aliases are as before")
        .contains("./harness rollout pipeline-1");
    assertUntouched();
    assertThat(world.registry().version("3").tags()).containsEntry(Tags.OUTCOME, "rolled_back");
    StartedRollout rollout = pipelines.rollout(pipeline);
    assertThat(rollout.stub().ledger())
        .singleElement()
        .extracting(LedgerEntry::state)
        .isEqualTo(LedgerEntry.State.UNDONE);
    assertThat(rollout.status().weight()).isZero();
    assertThat(rollout.details()).contains("**rolled_back**", "✘ check error_rate");
    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.DECISION)
        .anySatisfy(
            event -> {
              assertThat(event.outcome()).isEqualTo("rolled_back");
              assertThat(event.place().pipeline()).isEqualTo("pipeline-1");
            });
  }

  @Test
  @Tag(Histories.KEPT)
  void whatCannotBeMeasuredIsNotKept() {
    world.faults().failAlways("Measure", FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.failure().reason()).contains("error_rate is not known");
    assertUntouched();
  }

  @Test
  @Tag(Histories.KEPT)
  void aCheckThatBreaksInTheBakePutsTheAliasesBackToo() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "bake: 7d"));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("bake 7d");

    assertAliases("3", champion);
    assertThat(served()).extracting(ServedModel::weight).containsExactly(0, 0, 100);
    world.checks().finds("error_rate", 0.5);

    assertThat(pipeline.failure().reason()).contains("rolled back at 100 %: error_rate is 0.5");
    assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weight 10 %",
        "pause 14d",
        "check error_rate",
        "weight 50 %",
        "weight 100 %",
        "alias",
        "bake"
      })
  @Tag(Histories.KEPT)
  void wheneverAPersonAbortsEverythingIsPutBack(String step) {
    StartedPipeline upcoming = pipelines.upcoming();
    StartedRollout rollout = pipelines.rollout(upcoming);
    Runnable abort = () -> rollout.stub().abort(new Remark("ann", "wrong data", null));
    switch (step) {
      case "weight 10 %" -> world.faults().before("ChangeEndpoint", abort);
      case "check error_rate" -> world.faults().before("Measure", abort);
      case "weight 50 %", "weight 100 %" ->
          world.faults().after("Measure", () -> world.faults().after("ChangeEndpoint", abort));
      case "alias" -> world.faults().after("ChangeAlias champion", abort);
      default -> {}
    }
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "bake: 7d"));
    if (step.startsWith("pause") || step.startsWith("bake")) {
      rollout.waitingFor(step);
      abort.run();
    }

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(result.reason()).contains("abort by ann (wrong data)");
    assertUntouched();
    assertThat(world.audit().events())
        .anySatisfy(
            event -> {
              assertThat(event.actor().who()).isEqualTo("ann");
              assertThat(event.outcome()).isEqualTo("abort");
              assertThat(event.detail()).containsEntry("comment", "wrong data");
            });
  }

  @Test
  @Tag(Histories.KEPT)
  void aHeldRolloutThatNobodyAnswersGoesBack() {
    world.checks().finds("error_rate", 0.25);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "on_failure: hold"));

    assertThat(pipeline.failure().reason()).contains("nobody answered in time");
    assertUntouched();
  }

  @Test
  @Tag(Histories.KEPT)
  void aPipelineThatIsCancelledTakesItsRolloutBackFirst() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "bake: 7d"));
    StartedRollout rollout = pipelines.rollout(pipeline);
    rollout.waitingFor("bake 7d");
    pipeline.cancel();
    rollout.notesCancel();

    assertThat(pipeline.cancelled().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(rollout.outcome()).isEqualTo(RolloutOutcome.CANCELLED);
    assertUntouched();
  }

  @ParameterizedTest
  @CsvSource({
    "before, ReadEndpoint",
    "after, ReadEndpoint",
    "before, ChangeEndpoint",
    "after, ChangeEndpoint",
    "before, Measure",
    "after, Measure",
    "before, ChangeAlias champion",
    "after, ChangeAlias champion",
    "before, ChangeAlias previous",
    "after, ChangeAlias previous"
  })
  void whereverThePipelineIsCancelledTheWorldIsAsItWas(String when, String call) {
    if (when.equals("before")) {
      world.faults().before(call, cancelling());
    } else {
      world.faults().after(call, cancelling());
    }
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    PipelineResult result = pipeline.cancelled();

    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.CANCELLED);
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
    assertUntouched();
  }

  @Test
  @Tag(Histories.KEPT)
  void whatFailsAfterTheRolloutIsUndoneByThePipeline() {
    world
        .faults()
        .before(
            "ChangeAlias previous",
            () -> world.faults().failAlways("TagVersion", FailureType.ACCESS_DENIED));
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    pipelines.sleep(Duration.ofDays(15));
    pipeline.held();
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(champion, previous);
    world.faults().mend();
    pipeline.stub().abort(null);

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ABORTED);
    assertUntouched();
  }

  /** As one that was terminated, of which the time-skipping server tells no pipeline. */
  @Test
  void whatARolloutThatDidNotEndByItselfHasLeftIsUndoneByThePipeline() {
    pipelines.occupy(pipelines.upcoming());
    world
        .faults()
        .after(
            "ReadAlias previous",
            () -> {
              world.serving().meddle("fraud", TEN_PER_CENT);
              world.registry().meddle(Alias.CHAMPION, "3");
            });
    StartedPipeline pipeline = pipelines.start(recipe(STEPS, "bake: 7d"));

    assertThat(pipeline.held().waitingFor()).contains("the rollout did not end by itself");
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(champion, previous);
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aWayBackThatIsUnavailableForAWhileIsTriedAgain(int times) {
    world.checks().finds("error_rate", 0.25);
    world
        .faults()
        .after(
            "Measure", () -> world.faults().fail("ChangeEndpoint", times, FailureType.UNAVAILABLE));
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertUntouched();
  }

  @Test
  @Tag(Histories.KEPT)
  void aWayBackThatIsBarredIsSaidWithHowToFinishByHand() {
    world.checks().finds("error_rate", 0.25);
    world
        .faults()
        .after(
            "Measure",
            () -> world.faults().failAlways("ChangeEndpoint", FailureType.ACCESS_DENIED));
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.COMPENSATION_FAILED);
    assertThat(result.reason()).contains("By hand: let endpoint fraud serve");
  }

  @Test
  @Tag(Histories.KEPT)
  void aFirstEndpointServesTheCandidateAloneAndIsDeletedAgain() {
    world.serving().meddle("fraud", null);
    world.checks().finds("error_rate", 0.25);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    StartedRollout rollout = pipelines.rollout(pipeline);
    assertThat(rollout.waitingFor("pause 14d").weight()).isEqualTo(100);

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(world.serving().config("fraud")).isNull();
    assertAliases(champion, previous);
  }

  /** Cancels the pipeline that will be started next. */
  private Runnable cancelling() {
    StartedPipeline upcoming = pipelines.upcoming();
    return () -> {
      upcoming.cancel();
      pipelines.rollout(upcoming).notesCancel();
    };
  }
}
