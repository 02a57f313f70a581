package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.world.FakeWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReopenedGateTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  void anotherChampionIsNewEvidenceAndANewDecision() {
    FakeWorld world = pipelines.world();
    world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    String before = pipeline.evidence().digest();
    String other = world.registry().champion(Map.of("f1_score", 0.94), Map.of());
    pipeline.stub().approve(new Remark("bob", null, null));

    PipelineStatus again = reopened(pipeline);
    assertThat(again.notes().get(0))
        .isEqualTo(
            "the gate opens again: champion of main.fraud.detector is version 3 now, and was version 1 when this was decided");
    assertThat(again.decisions()).isEmpty();
    assertThat(world.serving().changes()).isZero();
    assertThat(pipeline.evidence().digest()).isNotEqualTo(before);
    assertThat(pipeline.evidence().champion())
        .isNotNull()
        .extracting(ModelVersion::version)
        .isEqualTo(other);
    assertThatThrownBy(
            () -> pipeline.stub().decide(new Decision(Verdict.APPROVE, "bob", null, before)))
        .rootCause()
        .hasMessageContaining("it was given for evidence " + before);

    pipeline.stub().approve(new Remark("bob", null, null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.registry().alias(Alias.PREVIOUS)).isEqualTo(other);
    assertThat(world.audit().events())
        .filteredOn(event -> event.kind() == AuditKind.DECISION)
        .extracting(AuditEvent::outcome)
        .containsExactly("approve", "approved", "opens again", "approve", "approved");
  }

  @Test
  void aCandidateWorseThanTheNewChampionGoesNoFurther() {
    FakeWorld world = pipelines.world();
    world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    String other = world.registry().champion(Map.of("f1_score", 0.99), Map.of());
    pipeline.stub().approve(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.VALIDATION_FAILED);
    assertThat(world.serving().changes()).isZero();
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(other);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
  }

  @Test
  void whoLeavesTheGroupBeforeItIsDoneHasNotApproved() {
    FakeWorld world = pipelines.world();
    world.approval().wantProofs();
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    String proof = proof(pipeline, "bob");
    pipeline.stub().pause();
    decide(pipeline, proof);
    pipeline.until(status -> status.state() == State.PAUSED);
    world.approval().leaves("bob");
    pipeline.stub().resume();

    PipelineStatus again = reopened(pipeline);
    assertThat(again.notes())
        .containsExactly("the gate opens again: the decision of bob: bob has left the group");
    assertThat(Objects.requireNonNull(pipeline.stub().gate()).id()).endsWith("/approve/2");
    assertThat(world.registry().alias(Alias.CHAMPION)).isNull();
    assertThat(world.audit().events())
        .filteredOn(event -> event.outcome().equals("withdrawn"))
        .singleElement()
        .returns("bob", event -> event.actor().who());
    assertThatThrownBy(() -> decide(pipeline, proof))
        .rootCause()
        .hasMessageContaining("it is for another gate");

    decide(pipeline, proof(pipeline, "eve"));
    assertThat(pipeline.result().reason()).contains("approved by eve").doesNotContain("bob");
  }

  @Test
  void evidenceThatHasExpiredIsNotActedUpon() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().pause();
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.until(status -> status.state() == State.PAUSED);
    pipelines.sleep(Duration.ofDays(7));
    pipeline.stub().resume();

    assertThat(reopened(pipeline).notes())
        .containsExactly("the gate opens again: the evidence is older than 6d");
    pipeline.stub().reject(new Remark("bob", "not any more", null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aRecipeMayTrustItsEvidenceForLonger() {
    StartedPipeline pipeline =
        pipelines.start(Recipes.with(Recipes.SERVED, "approve: {timeout: 3d, evidence_life: 30d}"));
    pipeline.atTheGate();
    pipeline.stub().pause();
    pipeline.stub().approve(new Remark("bob", null, null));
    pipeline.until(status -> status.state() == State.PAUSED);
    pipelines.sleep(Duration.ofDays(20));
    pipeline.stub().resume();

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  private static PipelineStatus reopened(StartedPipeline pipeline) {
    return pipeline.until(
        status ->
            status.state() == State.WAITING
                && status.notes().stream().anyMatch(note -> note.contains("opens again")));
  }

  private String proof(StartedPipeline pipeline, String person) {
    return pipelines
        .world()
        .approval()
        .sign(person, Objects.requireNonNull(pipeline.stub().gate()), Verdict.APPROVE);
  }

  private static void decide(StartedPipeline pipeline, String proof) {
    pipeline.stub().decide(new Decision(Verdict.APPROVE, null, null, null, proof));
  }
}
