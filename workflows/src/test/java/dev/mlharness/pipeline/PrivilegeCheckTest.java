package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.privilege.Securable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrivilegeCheckTest {
  private static final Held MODIFY =
      new Held(Securable.table("main.fraud.transactions"), "MODIFY", "sp-1");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aMissingPrivilegeHoldsThePipelineUntilItIsGranted() {
    pipelines.world().privileges().take("SELECT");
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);

    PipelineStatus held = pipeline.until(now -> now.state() == State.HELD);

    assertThat(held.stage()).isEqualTo(Stage.RESOLVE);
    assertThat(held.waitingFor())
        .contains("GRANT SELECT ON TABLE main.fraud.transactions TO `sp-1`;")
        .contains("retry or abort");
    assertThat(pipelines.world().tracking().runsMade()).isZero();
    pipelines.world().privileges().grant();
    pipeline.stub().retry(null);
    assertThat(pipeline.atTheGate().notes()).isEmpty();
    assertThat(pipelines.world().runs().made()).isNotEmpty();
  }

  @Test
  void whoRetriesWithoutTheGrantIsHeldAgain() {
    pipelines.world().privileges().take("SELECT");
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.until(now -> now.state() == State.HELD);

    pipeline.stub().retry(null);

    assertThat(pipeline.until(now -> now.state() == State.HELD).waitingFor()).contains("GRANT");
    assertThat(pipelines.world().runs().made()).isEmpty();
  }

  @Test
  void aRecipeThatDoesNotHoldFailsWithTheGrantToAskFor() {
    pipelines.world().privileges().take("SELECT");

    PipelineResult result =
        pipelines.start(Recipes.with(Recipes.SERVED, "on_failure: abort")).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("GRANT SELECT");
  }

  @Test
  @Tag(Histories.KEPT)
  void aPrivilegeThatIsTooMuchIsReported() {
    pipelines.world().privileges().give(MODIFY);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);

    PipelineStatus status = pipeline.atTheGate();

    assertThat(status.notes())
        .singleElement()
        .asString()
        .contains("REVOKE MODIFY ON TABLE main.fraud.transactions FROM `sp-1`;");
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.kind() == AuditKind.START)
        .singleElement()
        .satisfies(event -> assertThat(event.detail()).containsKey("excess-privileges"));
    pipeline.stub().approve(new Remark("bob", null, null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void aStrictWorkspaceRefusesIt() {
    pipelines.world().privileges().give(MODIFY);
    pipelines.world().privileges().mode(PrivilegeMode.STRICT);

    PipelineResult result = pipelines.start(Recipes.SERVED).failure();

    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.reason()).contains("REVOKE MODIFY");
    assertThat(pipelines.world().runs().made()).isEmpty();
    assertThat(pipelines.world().tracking().runsMade()).isZero();
  }

  @Test
  void aComparisonThatIsRefusedHoldsThePipelineToo() {
    pipelines.world().faults().fail("ComparePrivileges", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);

    pipeline.until(now -> now.state() == State.HELD);
    pipeline.stub().retry(null);

    assertThat(pipeline.atTheGate().state()).isEqualTo(State.WAITING);
  }
}
