package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeWorld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompensationTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Tag(Histories.KEPT)
  void anInverseThatIsUnavailableForAWhileIsTriedAgain(int times) {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    world.faults().fail("ChangeAlias challenger", times, FailureType.UNAVAILABLE);
    world.faults().fail("RetireVersion", times, FailureType.UNAVAILABLE);
    pipeline.stub().reject(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
  }

  @Test
  @Tag(Histories.KEPT)
  void anInverseThatNeverSucceedsIsSaidWithHowToFinishByHand() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    world.faults().failAlways("ChangeAlias challenger", FailureType.UNAVAILABLE);
    pipeline.stub().reject(null);

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.COMPENSATION_FAILED);
    assertThat(result.reason())
        .startsWith("rejected by unknown")
        .containsOnlyOnce("Not undone")
        .contains(
            "Not undone: alias challenger of main.fraud.detector",
            "By hand: remove alias challenger of main.fraud.detector");
    assertThat(pipeline.stub().ledger())
        .filteredOn(entry -> entry.what().startsWith("new version"))
        .singleElement()
        .extracting(LedgerEntry::state)
        .isEqualTo(LedgerEntry.State.UNDONE);
  }

  @Test
  @Tag(Histories.KEPT)
  void anInverseThatIsForbiddenIsNotTriedForLong() {
    FakeWorld world = pipelines.world();
    world.runs().hang(Stage.TRAIN);
    world.faults().failAlways("CancelRun", FailureType.ACCESS_DENIED);
    world.faults().before("WatchRun", pipelines.upcoming()::cancel);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    PipelineResult result = pipeline.cancelled();

    assertThat(result.outcome()).isEqualTo(Outcome.COMPENSATION_FAILED);
    assertThat(result.reason())
        .startsWith("cancelled on request")
        .contains("By hand: cancel run 1 at https://workspace.test/run/1");
    world.runs().stopAll();
  }

  @Test
  void aSubmissionThatWasRefusedLeavesNothingToUndo() {
    FakeWorld world = pipelines.world();
    world.faults().failAlways("SubmitRun train", FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.held();
    pipeline.stub().abort(null);

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(pipeline.stub().ledger())
        .singleElement()
        .extracting(LedgerEntry::state)
        .isEqualTo(LedgerEntry.State.SKIPPED);
  }

  @Test
  void anMlflowRunThatCannotBeEndedFailsNoPipeline() {
    pipelines.world().faults().failAlways("EndTracking", FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().notes())
        .singleElement()
        .asString()
        .startsWith("the MLflow run was not ended: EndTracking failed by request (tried until");
  }
}
