package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.promotion.OrderedRollback;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackRequest;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.Scope;
import dev.mlharness.registry.Alias;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a message orders, which may come twice, late, or out of order. */
class OrderedRollbackTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private final KnownModel model = new KnownModel(pipelines);

  private RollbackResult ordered(String id, @Nullable String to) {
    return ordered(id, to, false);
  }

  private RollbackResult ordered(String id, @Nullable String to, boolean newest) {
    return pipelines
        .client()
        .newWorkflowStub(
            OrderedRollback.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTaskQueue(TaskQueues.HARNESS)
                .build())
        .run(
            new RollbackRequest(
                KnownModel.KEY.workspace(),
                KnownModel.KEY.model(),
                to,
                newest,
                "hook drift",
                "psi"));
  }

  private void twoChampions() {
    pipelines.start(UNGATED).result();
    pipelines.start(UNGATED).result();
  }

  @Test
  void aMessageBringsTheFormerChampionBackOnceAndInItsOwnName() {
    twoChampions();

    assertThat(ordered("order-1", null).champion()).isEqualTo("1");
    assertThat(ordered("order-1", null).champion()).as("the same order").isEqualTo("1");

    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(model.history()).last().returns("hook drift", Reign::by).returns("psi", Reign::why);
  }

  @Test
  void aWorkerThatDiesAfterTheOrderGivesItAgainAndNothingHappensTwice() {
    twoChampions();
    pipelines.world().faults().loseReply("OrderRollback", 1);

    assertThat(ordered("order-1", null).champion()).isEqualTo("1");
    assertThat(model.history()).hasSize(3);
  }

  @Test
  void anEarlierChampionServesAgainAndTheChampionIsLeftAlone() {
    twoChampions();

    assertThat(ordered("order-1", "2").sentence()).contains("champion already");
    assertThat(ordered("order-2", "1").champion()).isEqualTo("1");
    assertThat(pipelines.world().serving().served("fraud")).isEqualTo("1");
  }

  @Test
  void theNewestThatWasChampionServesAgainAfterARollbackAndStaysWhereItIs() {
    twoChampions();
    ordered("order-1", "1");

    assertThat(ordered("order-2", null, true).champion()).isEqualTo("2");
    assertThat(ordered("order-3", null, true).sentence()).contains("champion already");
    assertThat(model.history()).hasSize(4);
  }

  @Test
  void aVersionThatWasNeverChampionGoesThroughAGate() {
    twoChampions();

    assertThatThrownBy(() -> ordered("order-1", "9"))
        .hasStackTraceContaining("version 9 of")
        .hasStackTraceContaining("was never champion");
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("2");
  }

  @Test
  void ofAModelThatHadNoChampionYetThereIsNothingToBringBack() {
    model.freeze(Scope.of(KnownModel.KEY), "stocktaking");
    StartedPipeline first = pipelines.start(UNGATED);
    first.until(status -> status.waitingFor().contains("is frozen"));

    assertThatThrownBy(() -> ordered("order-1", null, true))
        .hasStackTraceContaining("no version of main.fraud.detector was ever champion")
        .hasStackTraceContaining("start a pipeline");
    assertThatThrownBy(() -> ordered("order-2", "1"))
        .hasStackTraceContaining("version 1 of main.fraud.detector was never champion");

    model.unfreeze(Scope.of(KnownModel.KEY));
    assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }
}
