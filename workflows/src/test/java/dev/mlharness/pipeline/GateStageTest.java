package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.tracking.Plot;
import dev.mlharness.world.FakeResolve;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GateStageTest {
  private static final String TWO =
      Recipes.with(Recipes.SERVED, "approve: {required: 2, timeout: 3d}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aRejectionLeavesChampionAndEndpointUntouched() {
    String champion = pipelines.world().registry().champion(Map.of("f1_score", 0.9), Map.of());
    pipelines.world().serving().serves("fraud", champion);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    assertThat(pipelines.world().registry().alias(Alias.CHALLENGER)).isEqualTo("2");

    pipeline.stub().reject(new Remark("bob", "too slow", null));
    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.reason()).startsWith("rejected by bob").endsWith("too slow");
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo(champion);
    assertThat(pipelines.world().registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(pipelines.world().serving().changes()).isZero();
    assertThat(pipelines.world().registry().version("2").tags())
        .containsEntry(Tags.OUTCOME, "rejected")
        .hasEntrySatisfying(
            Tags.decision(1), said -> assertThat(said).startsWith("rejected by bob"));
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
  }

  @Test
  @Tag(Histories.KEPT)
  void theGateTimesOutAfterDaysAndRejects() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    Instant deadline = pipeline.atTheGate().gateDeadline();
    assertThat(deadline).isNotNull();

    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.reason()).isEqualTo("nobody has decided within 3d; then: reject");
  }

  @Test
  void onTimeOutApproveLetsItThrough() {
    String lenient =
        Recipes.with(Recipes.SERVED, "approve: {required: 1, timeout: 1h, on_timeout: approve}");

    assertThat(pipelines.start(lenient).result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void twoPeopleMustApprove() {
    StartedPipeline pipeline = pipelines.start(TWO);
    pipeline.atTheGate();

    pipeline.stub().decide(decision(Verdict.APPROVE, "ann"));
    PipelineStatus between = pipeline.status();
    assertThat(between.state()).isEqualTo(State.WAITING);
    assertThat(between.waitingFor()).isEqualTo("1 more approval");
    assertThat(between.decisions()).extracting(Decision::by).containsExactly("ann");
    pipeline.stub().decide(decision(Verdict.APPROVE, "bob"));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void nobodyApprovesWhatTheyStartedOrCommitted() {
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.atTheGate();

    assertThatThrownBy(() -> pipeline.stub().decide(decision(Verdict.APPROVE, "Ann")))
        .isInstanceOf(WorkflowUpdateException.class)
        .rootCause()
        .hasMessageContaining("Ann may not approve their own work");
    pipeline.stub().approve(new Remark(FakeResolve.AUTHOR, null, null));

    assertThat(pipeline.status().state()).isEqualTo(State.WAITING);
    assertThat(pipeline.status().notes())
        .containsExactly(
            "approve by Ann was ignored: Ann may not approve their own work",
            "approve by author@example.com was ignored: "
                + "author@example.com may not approve their own work");
    pipeline.stub().approve(new Remark("bob", null, null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void aDecisionOnOtherEvidenceDoesNotCount() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    Evidence evidence = pipeline.evidence();

    assertThatThrownBy(
            () -> pipeline.stub().decide(new Decision(Verdict.APPROVE, "bob", null, "stale")))
        .rootCause()
        .hasMessageContaining(
            "it was given for evidence stale; the gate shows " + evidence.digest());
    pipeline.stub().decide(new Decision(Verdict.APPROVE, "bob", null, evidence.digest()));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void evidenceNamesWhatDiffersFromTheChampion() {
    StartedPipeline first = pipelines.start(Recipes.SERVED);
    first.atTheGate();
    first.stub().approve(null);
    first.result();

    String deeper =
        Recipes.with(
            Recipes.SERVED, "train: {notebook: train, parameters: {max_depth: 7}, attempts: 1}");
    StartedPipeline second = pipelines.start(deeper);
    second.atTheGate();

    assertThat(second.evidence().changes()).containsExactly("train parameter max_depth: 6 → 7");
    assertThat(second.evidence().plots()).extracting(Plot::path).containsExactly("plots/roc.png");
    assertThat(second.evidence().champion())
        .isNotNull()
        .extracting(ModelVersion::version)
        .isEqualTo("1");
    second.stub().approve(null);
    second.result();
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("2");
    assertThat(pipelines.world().registry().alias(Alias.PREVIOUS)).isEqualTo("1");
  }

  @Test
  void signalsWithoutAnyPayloadCount() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    pipeline.untyped().signal("approve");

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().decisions())
        .singleElement()
        .matches(decision -> decision.person().equals(Decision.UNKNOWN));
  }

  @Test
  @Tag(Histories.KEPT)
  void signalsOfAnyOtherFormNeitherCountNorHarm() {
    StartedPipeline pipeline = pipelines.start(TWO);
    pipeline.atTheGate();

    pipeline.untyped().signal("approve", false);
    pipeline.untyped().signal("approve", 7, "more");
    pipeline.untyped().signal("reject", new int[] {1});
    pipeline.untyped().signal("no-such-signal", "x");
    pipeline.untyped().signal("approve", Map.of("by", Map.of("first", "ann")));

    assertThat(pipeline.status().state()).isEqualTo(State.WAITING);
    pipeline.untyped().signal("reject", "I do not like it");
    assertThat(pipeline.result().reason()).endsWith("I do not like it");
  }

  @Test
  @Tag(Histories.KEPT)
  void earlyRepeatedAndLateSignalsAreIgnoredAndNoted() {
    WorkflowStub upcoming = pipelines.upcoming().untyped();
    pipelines.world().faults().before("SubmitRun train", () -> upcoming.signal("approve"));
    pipelines.world().faults().before("ReadEndpoint", () -> upcoming.signal("reject", "too late"));
    StartedPipeline pipeline = pipelines.start(TWO);
    pipeline.atTheGate();
    pipeline.stub().approve(new Remark("ann", null, null));
    pipeline.stub().approve(new Remark("ann", null, null));
    pipeline.stub().approve(new Remark("bob", null, null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().notes())
        .contains(
            "approve by unknown was ignored: no gate is open yet",
            "approve by ann was ignored: ann has approved already")
        .anyMatch(note -> note.startsWith("reject by unknown was ignored: the gate is closed"));
    assertThat(pipeline.status().decisions()).hasSize(2);
  }

  @Test
  void aMemoOfAnyOtherFormNamesNobodyAndStopsNothing() {
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.BATCH, Map.of(TrainValidateDeploy.INITIATOR, Map.of("first", "ann")));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().registry().version("1").tags()).doesNotContainKey(Tags.INITIATOR);
  }

  @Test
  void anUpdateWithoutVerdictSaysWhatItNeeds() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    assertThatThrownBy(() -> pipeline.untyped().update("decide", Void.class))
        .rootCause()
        .hasMessageContaining("a decision needs a verdict: approve or reject");
    assertThatThrownBy(() -> pipeline.untyped().update("decide", Void.class, Map.of("by", "ann")))
        .rootCause()
        .hasMessageContaining("a decision needs a verdict: approve or reject");
    pipeline.stub().approve(null);
    pipeline.result();
  }

  @Test
  @Tag(Histories.KEPT)
  void whereNoApprovalIsRequiredThereIsNoGate() {
    pipelines.sleep(Duration.ofSeconds(1));
    PipelineResult result = pipelines.start(Recipes.BATCH).result();

    assertThat(result.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(result.endpointUrl()).isNull();
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("1");
  }

  private static Decision decision(Verdict verdict, String by) {
    return new Decision(verdict, by, null, null);
  }
}
