package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlharness.access.FailureType;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.Freezes;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.Scope;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promotions of one model: one at a time, in order, and only while nothing is frozen. */
class TurnTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private final KnownModel model = new KnownModel(pipelines);

  @Test
  @Tag(Histories.KEPT)
  void whoBecameChampionIsRememberedWithHowAndWhy() {
    StartedPipeline pipeline = pipelines.startedBy("ann", UNGATED);
    pipeline.result();

    assertThat(model.history())
        .singleElement()
        .returns("1", Reign::version)
        .returns(Reign.Origin.PIPELINE, Reign::origin)
        .returns("ann", Reign::by)
        .returns(pipeline.workflowId(), Reign::pipeline)
        .returns(null, Reign::until);
    assertThat(model.history().get(0).served()).isNotNull();
    assertThat(model.status().turn()).isNull();
  }

  @Test
  @Tag(Histories.KEPT)
  void theSecondWaitsUntilTheFirstHasPromotedAndIsThenJudgedAgain() {
    FakeWorld world = pipelines.world();
    StartedPipeline first = heldInItsTurn();
    StartedPipeline second = pipelines.start(UNGATED);

    PipelineStatus waiting =
        second.until(status -> status.waitingFor().startsWith("its turn: pipeline"));
    assertThat(waiting.waitingFor())
        .isEqualTo(
            "its turn: pipeline %s promotes main.fraud.detector now".formatted(first.workflowId()));
    assertThat(model.status().waiting())
        .extracting(TurnRequest::pipeline)
        .containsExactly(second.workflowId());
    assertThat(world.registry().alias(Alias.CHAMPION)).isNull();

    first.stub().retry(null);
    assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(model.history())
        .extracting(Reign::pipeline)
        .containsExactly(first.workflowId(), second.workflowId());
  }

  @Test
  void whoIsCancelledInTheLineLeavesItAndTheNextIsServed() {
    model.freeze(Scope.of(KnownModel.KEY), "stocktaking");
    StartedPipeline first = pipelines.start(UNGATED);
    first.until(status -> status.waitingFor().contains("is frozen by olga"));
    first.cancel();
    first.cancelled();
    StartedPipeline second = pipelines.start(UNGATED);
    second.until(status -> status.waitingFor().contains("is frozen by olga"));

    assertThat(model.status().waiting())
        .extracting(TurnRequest::pipeline)
        .containsExactly(second.workflowId());
    model.unfreeze(Scope.of(KnownModel.KEY));
    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void aPipelineThatIsTerminatedInItsTurnMakesWayForTheNext() {
    StartedPipeline first = heldInItsTurn();
    StartedPipeline second = pipelines.start(UNGATED);
    second.until(status -> status.waitingFor().startsWith("its turn: pipeline"));

    first.untyped().terminate("by an operator");

    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(model.events()).anyMatch(event -> event.contains("ended without a word"));
  }

  @Test
  @Tag(Histories.KEPT)
  void aFrozenCatalogStopsTheLineAndUnfreezingMovesIt() {
    Scope catalog = new Scope(null, "main", null);
    model.freeze(catalog, "audit week");
    StartedPipeline pipeline = pipelines.start(UNGATED);

    PipelineStatus waiting =
        pipeline.until(status -> status.waitingFor().startsWith("its turn: catalog main"));
    assertThat(waiting.waitingFor()).contains("frozen by olga", "audit week");
    pipelines.sleep(Duration.ofDays(7));
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isNull();

    model.unfreeze(catalog);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.world().audit().events())
        .extracting(event -> event.outcome())
        .contains("freeze", "unfreeze");
  }

  @Test
  void anOrderWithPartsMissingIsRefusedAndHarmsNothing() {
    Scope all = new Scope(null, null, null);
    model.freeze(all, "stop everything");
    WorkflowStub freezes = pipelines.client().newUntypedWorkflowStub(Freezes.ID);

    assertThatThrownBy(
            () ->
                freezes.update(
                    "freeze", Freeze.class, Map.of("by", "somebody", "comment", "no scope")))
        .isInstanceOf(WorkflowUpdateException.class);
    model.unfreeze(all);
    assertThat(model.entities().freezes()).isEmpty();
  }

  @Test
  void aFreezeDoesNotStopThePromotionThatIsUnderWay() {
    StartedPipeline pipeline = heldInItsTurn();
    model.freeze(new Scope(null, null, null), "stop everything");
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void aChampionThatWasChangedFromOutsideIsNoted() {
    pipelines.start(UNGATED).result();
    pipelines.world().registry().champion(Map.of("f1_score", 0.5), Map.of());
    pipelines.start(UNGATED).result();

    assertThat(model.history())
        .extracting(Reign::version, Reign::origin)
        .containsExactly(
            tuple("1", Reign.Origin.PIPELINE),
            tuple("2", Reign.Origin.OUTSIDE),
            tuple("3", Reign.Origin.PIPELINE));
    assertThat(model.events()).contains("champion changed from outside: version 1 → 2");
  }

  @Test
  @Tag(Histories.KEPT)
  void anEntityThatContinuesAsNewAfterEveryMessageLosesNothing() {
    model.renewsAfterEachMessage();
    model.freeze(Scope.of(KnownModel.KEY), "gathering");
    List<StartedPipeline> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      StartedPipeline pipeline = pipelines.start(UNGATED);
      pipeline.until(status -> status.waitingFor().contains("is frozen by"));
      three.add(pipeline);
    }
    List<TurnRequest> before = model.status().waiting();
    assertThat(before)
        .extracting(TurnRequest::pipeline)
        .containsExactlyElementsOf(three.stream().map(StartedPipeline::workflowId).toList());

    model.unfreeze(Scope.of(KnownModel.KEY));
    assertThat(three.get(0).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    for (StartedPipeline each : three) {
      assertThat(each.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    }

    assertThat(model.history())
        .hasSize(3)
        .extracting(Reign::pipeline)
        .startsWith(three.get(0).workflowId())
        .doesNotHaveDuplicates();
    assertThat(model.status())
        .returns(null, ModelStatus::turn)
        .returns(List.of(), ModelStatus::waiting);
    assertThat(pipelines.client().fetchHistory(KnownModel.KEY.workflowId()).getEvents().get(0))
        .as("it is not the first execution any more")
        .extracting(
            event ->
                event
                    .getWorkflowExecutionStartedEventAttributes()
                    .getContinuedExecutionRunId()
                    .isEmpty())
        .isEqualTo(false);
  }

  private StartedPipeline heldInItsTurn() {
    pipelines.world().faults().fail("ChangeEndpoint", 1, FailureType.HELD);
    StartedPipeline pipeline = pipelines.start(UNGATED);
    pipeline.held();
    return pipeline;
  }
}
