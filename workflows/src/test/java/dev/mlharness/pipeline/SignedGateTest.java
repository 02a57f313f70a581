package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeApproval;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignedGateTest {
  private static final String TWO =
      Recipes.with(Recipes.SERVED, "approve: {required: 2, timeout: 3d, from: ['group:ml-leads']}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private FakeApproval approval;

  @BeforeEach
  void wantProofs() {
    approval = pipelines.world().approval();
    approval.wantProofs();
  }

  @Test
  void aBareSignalDoesNotApproveAndTheUiSaysWhy() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    pipeline.untyped().signal("approve");
    pipeline.stub().approve(new Remark("bob", "trust me", null));

    assertThat(pipeline.status().state()).isEqualTo(State.WAITING);
    assertThat(pipeline.status().notes())
        .containsExactly(
            "approve by unknown was ignored: this workspace wants signed decisions; use ./harness approve pipeline-1",
            "approve by bob was ignored: this workspace wants signed decisions; use ./harness approve pipeline-1");
    assertThat(pipeline.details())
        .contains("approve by bob was ignored: this workspace wants signed decisions")
        .contains("`./harness approve pipeline-1`")
        .doesNotContain("temporal workflow signal");

    approve(pipeline, "bob");
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.kind() == AuditKind.REFUSAL)
        .extracting(event -> event.actor().who())
        .containsExactly("unknown", "bob");
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.outcome().equals("approve"))
        .singleElement()
        .extracting(AuditEvent::detail)
        .satisfies(detail -> assertThat(detail).containsEntry("proof", "signed"));
  }

  @Test
  void anUpdateIsHeldToTheSame() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    assertThatThrownBy(() -> decide(pipeline, "bob", null))
        .rootCause()
        .hasMessageContaining("this workspace wants signed decisions");
    assertThatThrownBy(() -> decide(pipeline, "bob", "forged"))
        .rootCause()
        .hasMessageContaining("its signature is wrong");
    assertThat(pipeline.status().notes())
        .last()
        .asString()
        .isEqualTo("approve by bob was ignored: its signature is wrong");
    assertThat(approval.refused())
        .singleElement()
        .extracting(DecisionQuestion::number)
        .isEqualTo(1);

    decide(pipeline, "whoever", approval.sign("bob", gate(pipeline), Verdict.APPROVE));
    assertThat(pipeline.result().reason()).contains("approved by bob");
  }

  @Test
  void theNameOfTheProofCountsAndNotTheOneThatIsSaid() {
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.atTheGate();

    String own = approval.sign("ann", gate(pipeline), Verdict.APPROVE);
    assertThatThrownBy(() -> decide(pipeline, "bob", own))
        .rootCause()
        .hasMessageContaining("ann may not approve their own work");
    pipeline.stub().approve(new Remark("bob", null, null, own));
    PipelineStatus status = pipeline.until(now -> now.notes().size() == 2);

    assertThat(status.state()).isEqualTo(State.WAITING);
    approve(pipeline, "bob");
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void nobodyCountsTwiceWhateverTheirProofs() {
    StartedPipeline pipeline = pipelines.start(TWO);
    pipeline.atTheGate();
    assertThat(pipeline.status().waitingFor()).isEqualTo("2 more approvals by group:ml-leads");
    String proof = approval.sign("bob", gate(pipeline), Verdict.APPROVE);

    decide(pipeline, "bob", proof);
    assertThatThrownBy(() -> decide(pipeline, "bob", proof))
        .rootCause()
        .hasMessageContaining("this signed decision has been used");
    assertThatThrownBy(() -> approve(pipeline, "bob"))
        .rootCause()
        .hasMessageContaining("bob has approved already");
    assertThat(pipeline.status().state()).isEqualTo(State.WAITING);
    assertThat(pipeline.status().decisions())
        .singleElement()
        .returns(null, Decision::proof)
        .returns("bob", Decision::by);

    approve(pipeline, "eve");
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void twoDecisionsAtOnceAreTakenOneAfterTheOther() {
    StartedPipeline pipeline = pipelines.start(TWO);
    pipeline.atTheGate();
    String proof = approval.sign("bob", gate(pipeline), Verdict.APPROVE);
    approval.wantProofs();

    for (int i = 0; i < 5; i++) {
      pipeline.stub().approve(new Remark(null, null, null, proof));
    }
    PipelineStatus status = pipeline.until(now -> now.notes().size() == 4);

    assertThat(status.decisions()).hasSize(1);
    assertThat(status.state()).isEqualTo(State.WAITING);
    pipeline.stub().reject(new Remark(null, null, null, proof("eve", pipeline, Verdict.REJECT)));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aDecisionOfAnotherPipelineDoesNotCount() {
    StartedPipeline one = pipelines.start(Recipes.SERVED);
    one.atTheGate();
    StartedPipeline other = pipelines.start(Recipes.SERVED);
    other.atTheGate();

    assertThatThrownBy(() -> decide(one, "bob", proof("bob", other, Verdict.APPROVE)))
        .rootCause()
        .hasMessageContaining("it is for another gate");
    assertThat(gate(one).id()).startsWith("pipeline-1/").endsWith("/approve/1");
  }

  @Test
  void aDecisionThatCannotBeCheckedDoesNotCountAndHarmsNothing() {
    pipelines.world().faults().fail("CheckDecision", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    pipeline.stub().approve(new Remark(null, null, null, proof("bob", pipeline, Verdict.APPROVE)));
    PipelineStatus status = pipeline.until(now -> !now.notes().isEmpty());

    assertThat(status.notes().get(0)).contains("it could not be checked");
    approve(pipeline, "bob");
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void whereNobodyCouldApproveNothingIsTrained() {
    approval.nobodyCanApprove("nobody is in group:ml-leads");
    StartedPipeline pipeline = pipelines.start(TWO);

    PipelineStatus held = pipeline.held();
    assertThat(held.stage()).isEqualTo(Stage.RESOLVE);
    assertThat(held.waitingFor()).contains("nobody is in group:ml-leads");
    assertThat(pipelines.world().runs().made()).isEmpty();

    approval.nobodyCanApprove(null);
    pipeline.stub().retry(null);
    pipeline.atTheGate();
  }

  @Test
  void aGateRemindsAndEscalatesWhileNobodyDecides() {
    StartedPipeline pipeline =
        pipelines.start(
            Recipes.with(
                Recipes.SERVED,
                "approve: {timeout: 1d, remind: 10h, escalate: {after: 15h, to: ['group:heads']}}"));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(pipeline.status().notes())
        .containsExactly(
            "reminder after 10h: anybody is asked to decide",
            "escalation after 15h: group:heads shall see to it that anybody decides",
            "reminder after 20h: anybody is asked to decide");
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.kind() == AuditKind.DECISION)
        .extracting(AuditEvent::outcome)
        .containsExactly("reminder", "escalation", "reminder", "rejected");
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isNull();
  }

  private void approve(StartedPipeline pipeline, String person) {
    decide(pipeline, person, proof(person, pipeline, Verdict.APPROVE));
  }

  private String proof(String person, StartedPipeline pipeline, Verdict verdict) {
    return approval.sign(person, gate(pipeline), verdict);
  }

  private static void decide(StartedPipeline pipeline, String by, @Nullable String proof) {
    pipeline.stub().decide(new Decision(Verdict.APPROVE, by, null, null, proof));
  }

  private static OpenGate gate(StartedPipeline pipeline) {
    return Objects.requireNonNull(pipeline.stub().gate(), "gate");
  }
}
