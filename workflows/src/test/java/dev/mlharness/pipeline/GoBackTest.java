package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.registry.Alias;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.world.FakeRuns;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code retry --from STAGE}. */
class GoBackTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void fromAnEarlierStageEverythingIsDoneAnewUnderOtherTokens() {
    StartedPipeline pipeline = heldAtDeploy();

    pipeline.stub().retry(RetryRequest.from(Stage.TRAIN));
    pipeline.atTheGate();

    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(2);
    assertThat(pipelines.world().runsOf(Stage.VALIDATE)).isEqualTo(2);
    assertThat(pipelines.world().runs().made())
        .extracting(run -> run.request().idempotencyToken())
        .doesNotHaveDuplicates();
    assertThat(pipeline.status().runs())
        .filteredOn(run -> run.stage() == Stage.TEST)
        .extracting(StageRun::attempt)
        .containsExactly(1, 2);
    assertThat(pipeline.status().decisions()).isEmpty();
    pipelines.world().faults().mend();
    pipeline.stub().approve(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().notes()).anyMatch(note -> note.contains("went back to train"));
  }

  @Test
  void theVersionThatWasMadeIsDroppedThroughTheLedger() {
    StartedPipeline pipeline = heldAtDeploy();
    pipelines.world().faults().mend();
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);

    pipeline.stub().retry(RetryRequest.from(Stage.TRAIN));
    PipelineStatus again = pipeline.held();

    assertThat(again.stage()).isEqualTo(Stage.TRAIN);
    assertThat(again.candidate()).isNull();
    assertThat(pipeline.stub().evidence()).isNull();
    assertThat(pipelines.world().registry().version("1").tags())
        .containsEntry(Tags.OUTCOME, "dropped");
    assertThat(pipelines.world().registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @Test
  void fromTheGatePeopleDecideAnewOnTheSameEvidence() {
    StartedPipeline pipeline = heldAtDeploy();
    String evidence = pipeline.evidence().digest();
    pipelines.world().faults().mend();

    pipeline.stub().retry(RetryRequest.from(Stage.APPROVE));
    pipeline.atTheGate();

    assertThat(pipeline.evidence().digest()).isEqualTo(evidence);
    assertThat(pipelines.world().registry().versionsMade()).isEqualTo(1);
    pipeline.stub().reject(new Remark("second@example.com", "no more", null));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(pipelines.world().audit().events())
        .filteredOn(event -> event.kind() == AuditKind.DECISION)
        .extracting(event -> event.actor().who(), AuditEvent::outcome)
        .containsExactly(
            tuple("first@example.com", "approve"),
            tuple("the gate", "approved"),
            tuple("second@example.com", "reject"),
            tuple("the gate", "rejected"));
  }

  @Test
  void fromTheHeldStageItIsARunOfItsOwnAndNoRepair() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    pipeline.stub().retry(RetryRequest.from(Stage.TRAIN));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().runs().made())
        .extracting(FakeRuns.Run::repairs)
        .containsExactly(0, 0);
  }

  @Test
  void aRunThatNobodyCouldWatchIsStoppedFirst() {
    pipelines.world().runs().hang(Stage.TEST);
    pipelines.world().faults().fail("WatchRun test", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.held();

    pipeline.stub().retry(RetryRequest.from(Stage.TRAIN));
    pipeline.atTheGate();

    assertThat(pipelines.world().runs().made())
        .extracting(FakeRuns.Run::outcome)
        .containsExactly(
            RunOutcome.SUCCESS,
            RunOutcome.CANCELED,
            RunOutcome.SUCCESS,
            RunOutcome.SUCCESS,
            RunOutcome.SUCCESS);
    pipeline.stub().reject(null);
    pipeline.result();
  }

  @ParameterizedTest
  @CsvSource({
    "RESOLVE, start a new pipeline",
    "TEST, test comes after train",
    "DEPLOY, deploy comes after train"
  })
  void whatCannotBeIsRefusedWithTheReason(Stage from, String reason) {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    assertThatThrownBy(() -> pipeline.stub().retry(RetryRequest.from(from)))
        .rootCause()
        .hasMessageContaining(reason);
    pipeline.stub().abort(null);
    pipeline.failure();
  }

  @Test
  void aTestThatTheRecipeDoesNotHaveIsNoPlaceToGoBackTo() {
    pipelines.world().faults().fail("ReadMetrics", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();

    assertThatThrownBy(() -> pipeline.stub().retry(RetryRequest.from(Stage.TEST)))
        .rootCause()
        .hasMessageContaining("the recipe has no test");
    pipeline.stub().retry(RetryRequest.from(Stage.VALIDATE));
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  private StartedPipeline heldAtDeploy() {
    pipelines.world().faults().failAlways("ChangeEndpoint", FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().approve(new Remark("first@example.com", null, null));
    assertThat(List.of(pipeline.held().stage())).containsExactly(Stage.DEPLOY);
    return pipeline;
  }
}
