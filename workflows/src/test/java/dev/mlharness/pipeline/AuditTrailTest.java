package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeWorld;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTrailTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void startDecisionsAndEndAreRecordedWithWhoAndOnWhichEvidence() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.atTheGate();
    String evidence = pipeline.evidence().digest();
    pipeline.stub().approve(new Remark("bob", "looks good", null));
    pipeline.result();

    assertThat(world.audit().events())
        .extracting(AuditEvent::kind, event -> event.actor().who(), AuditEvent::outcome)
        .containsExactly(
            tuple(AuditKind.START, "ann", "started"),
            tuple(AuditKind.DECISION, "bob", "approve"),
            tuple(AuditKind.DECISION, "the gate", "approved"),
            tuple(AuditKind.END, "ann", "deployed"));
    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.DECISION)
        .extracting(AuditEvent::evidence)
        .containsOnly(evidence);
  }

  @Test
  void nothingBeginsUntilTheStartIsRecorded() {
    FakeWorld world = pipelines.world();
    world.faults().failAlways("RecordAudit start", FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.waitsToTryAgain();
    assertThat(world.tracking().runsMade()).isZero();
    assertThat(world.runs().made()).isEmpty();

    world.faults().mend();
    pipeline.atTheGate();
    assertThat(world.runs().made()).isNotEmpty();
  }

  @Test
  void noAliasChangesUntilTheDecisionIsRecorded() {
    FakeWorld world = pipelines.world();
    world.faults().failAlways("RecordAudit decision", FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.waitsToTryAgain();
    assertThat(world.registry().alias(Alias.CHAMPION)).isNull();
    assertThat(pipeline.status().waitingFor()).isEqualTo("the decision to be recorded");

    world.faults().mend();
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void aStartThatFailsIsRecordedAsRefused() {
    FakeWorld world = pipelines.world();
    world.faults().fail("Resolve", 1, FailureType.ACCESS_DENIED);
    pipelines.startedBy("mallory", Recipes.SERVED).failure();

    assertThat(world.audit().events())
        .singleElement()
        .returns(AuditKind.REFUSAL, AuditEvent::kind)
        .returns("mallory", event -> event.actor().who());
  }

  @Test
  void theReceiptsOfThePipelineAreShown() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.upcoming();
    world
        .faults()
        .before("SubmitRun train", () -> world.audit().happens(receipt(pipeline.workflowId())));
    StartedPipeline started = pipelines.start(Recipes.SERVED);
    started.atTheGate();

    assertThat(started.stub().receipts())
        .singleElement()
        .returns("train", UsedCredential::stage)
        .returns("https://idp.example.com", UsedCredential::issuer);
  }

  @Test
  void aStoreThatCannotBeReadHoldsNoPipelineUp() {
    pipelines.world().faults().failAlways("ReadAudit", FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    assertThat(pipeline.stub().receipts()).isEmpty();
  }

  @Test
  void aSignalThatDoesNotCountIsRecordedAsRefused() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.stub().approve(new Remark("eve", "too early", null));
    pipeline.atTheGate();
    String evidence = pipeline.evidence().digest();
    pipeline.stub().approve(new Remark("eve", "of last week", "0".repeat(64)));
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.result();

    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.REFUSAL)
        .as("each once, though it is reported with the decision and with the end")
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.actor().who()).isEqualTo("eve");
              assertThat(event.outcome()).isEqualTo("ignored");
              assertThat(event.detail()).containsEntry("verdict", "approve").containsKey("at");
            })
        .last()
        .returns(evidence, AuditEvent::evidence);
  }

  @Test
  void whoFloodsAGateIsRecordedAHundredTimesAndThenCounted() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    for (int i = 0; i < 120; i++) {
      pipeline.stub().reject(new Remark("eve", null, "0".repeat(64)));
    }
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.result();

    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.REFUSAL)
        .hasSize(101)
        .last()
        .satisfies(event -> assertThat(event.detail()).containsEntry("count", "20"));
  }

  private static AuditEvent receipt(String pipeline) {
    return new AuditEvent(
        "receipt",
        AuditKind.RECEIPT,
        new Actor("worker", "trainer", "principal"),
        new Place("prod", pipeline, "train"),
        "token",
        null,
        "received",
        Map.of("issuer", "https://idp.example.com"));
  }

  @Test
  @Tag(Histories.KEPT)
  void aDecisionByUpdateThatDoesNotCountIsRecordedAsRefused() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.atTheGate();
    assertThatThrownBy(
            () -> pipeline.stub().decide(new Decision(Verdict.APPROVE, "ann", null, null)))
        .rootCause()
        .hasMessageContaining("the decision does not count: ann may not approve their own work");
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.result();

    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.REFUSAL)
        .singleElement()
        .returns("ann", event -> event.actor().who())
        .returns("ignored", AuditEvent::outcome);
  }
}
