package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.rollout.RolloutResult;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.rollout.RolloutStatus.State;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import dev.mlharness.rollout.RolloutStatus.StepStatus.Mark;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
  /** Two models share the traffic, one of them in its own way. */
  private static final EndpointConfig BEFORE =
      new EndpointConfig(
          List.of(
              new ServedModel("detector-1", "main.fraud.detector", "1", "Medium", false, 70),
              new ServedModel("rules", "main.fraud.rules", "12", "Small", true, 30)));

  private static final EndpointConfig TEN_PER_CENT =
      new EndpointConfig(
          List.of(
              new ServedModel("detector-1", "main.fraud.detector", "1", "Medium", false, 63),
              new ServedModel("rules", "main.fraud.rules", "12", "Small", true, 27),
              new ServedModel("detector-3", "main.fraud.detector", "3", "Small", true, 10)));

  private static final String CHECK =
      "{check: {metric: error_rate, max: 0.01, violations: 2 of 3, every: 5m}}";

  private static final String STEPS =
      "steps: [{weight: 10}, {pause: 14d}, " + CHECK + ", {weight: 50}, {weight: 100}]";

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  private FakeWorld world;
  private String previous;
  private String champion;

  @BeforeEach
  void aChampionServesAndAPreviousOneIsKnown() {
    world = pipelines.world();
    previous = world.registry().champion(Map.of("f1_score", 0.8), Map.of());
    champion = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.registry().meddle(Alias.PREVIOUS, previous);
    world.serving().meddle("fraud", BEFORE);
    world.checks().finds("error_rate", 0);
  }

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
  void oneBadMeasurementOfThreeIsForgiven() {
    world.checks().findsNext(0.25, 0, 0);
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.checks().asked()).hasSize(3);
    assertThat(world.checks().asked().get(0).live().servedModel()).isEqualTo("detector-3");
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

  /** Cancels the pipeline that will be started next. */
  private Runnable cancelling() {
    StartedPipeline upcoming = pipelines.upcoming();
    return () -> {
      upcoming.cancel();
      pipelines.rollout(upcoming).notesCancel();
    };
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
  void theResultOfTheRolloutNamesHowItEnded() {
    StartedPipeline pipeline = pipelines.start(recipe(STEPS));
    pipeline.result();

    assertThat(pipelines.rollout(pipeline).untyped().getResult(RolloutResult.class).outcome())
        .isEqualTo(RolloutOutcome.COMPLETED);
  }

  private List<ServedModel> served() {
    return Objects.requireNonNull(world.serving().config("fraud"), "fraud").served();
  }

  private void assertUntouched() {
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(champion, previous);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
  }

  private void assertAliases(String championNow, String previousNow) {
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(championNow);
    assertThat(world.registry().alias(Alias.PREVIOUS)).isEqualTo(previousNow);
  }

  private static List<Mark> marks(StartedRollout rollout) {
    return rollout.status().steps().stream().map(StepStatus::mark).toList();
  }

  private static Instruction instruction(Instruction.Action action) {
    return new Instruction(action, "bob", "fine");
  }

  private static String recipe(String... deploy) {
    String line = "deploy: {serving: {endpoint: fraud}, %s}".formatted(String.join(", ", deploy));
    return Recipes.with(Recipes.with(Recipes.SERVED, "approve: {required: 0}"), line);
  }
}
