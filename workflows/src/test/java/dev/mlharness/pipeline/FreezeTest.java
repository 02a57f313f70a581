package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.Freezes;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.Scope;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Freezes that are lifted while something else is under way. */
class FreezeTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");
  private static final Scope MODEL = Scope.of(KnownModel.KEY);
  private static final Scope CATALOG = new Scope(null, "main", null);
  private static final Scope ALL = new Scope(null, null, null);

  /** Well below the hour after which a line notices by itself that it is frozen no more. */
  private static final Duration SOON = Duration.ofMinutes(30);

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private final KnownModel model = new KnownModel(pipelines);

  @Test
  void whoLeavesTheLineWhileItAsksAboutFreezesStopsNothing() {
    StartedPipeline first = pipelines.upcoming();
    pipelines
        .world()
        .faults()
        .before(
            "ReadFreezes",
            () -> {
              first.waitsForItsTurn();
              first.cancel();
              model.untilNobodyWaits();
            });
    pipelines.start(UNGATED);
    first.cancelled();

    assertThat(pipelines.start(UNGATED).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipelines.client().fetchHistory(KnownModel.KEY.workflowId()).getEvents())
        .extracting(HistoryEvent::getEventType)
        .doesNotContain(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
  }

  @Test
  @Tag(Histories.KEPT)
  void aFreezeThatIsLiftedWhileTheLineHearsOfItDoesNotStopIt() {
    Instant frozen = frozen(MODEL);
    pipelines.world().faults().after("ReadFreezes", () -> model.unfreeze(MODEL));
    pipelines.start(UNGATED).result();

    assertThat(promoted()).isBefore(frozen.plus(SOON));
  }

  @Test
  void anEntityThatContinuesAsNewForgetsAFreezeThatWasLifted() {
    model.renewsAfterEachMessage();
    Instant frozen = frozen(MODEL);
    StartedPipeline first = pipelines.start(UNGATED);
    first.until(status -> status.waitingFor().contains("is frozen by"));
    first.cancel();
    first.cancelled();
    model.unfreeze(MODEL);

    assertThat(model.status().frozen()).isEmpty();
    pipelines.start(UNGATED).result();
    assertThat(promoted()).isBefore(frozen.plus(SOON));
  }

  @Test
  @Tag(Histories.KEPT)
  void aLineUnderTwoFreezesMovesAsSoonAsBothAreLifted() {
    frozen(ALL);
    Instant frozen = frozen(CATALOG);
    StartedPipeline pipeline = pipelines.start(UNGATED);
    pipeline.until(status -> status.waitingFor().contains("is frozen by"));
    model.unfreeze(ALL);
    model.unfreeze(CATALOG);
    pipeline.result();

    assertThat(promoted()).isBefore(frozen.plus(SOON));
  }

  @Test
  void modelsThatAskWhileOneFreezeIsLiftedAreToldOfTheNext() throws Exception {
    frozen(ALL);
    frozen(CATALOG);
    List<ModelKey> early = models(0);
    List<ModelKey> late = models(50);
    early.forEach(model.entities()::stopping);
    WorkflowUpdateHandle<Freeze> lifted =
        pipelines
            .client()
            .newUntypedWorkflowStub(Freezes.ID)
            .startUpdate(
                "unfreeze",
                WorkflowUpdateStage.ACCEPTED,
                Freeze.class,
                new FreezeOrder(ALL, "olga", "over"));
    late.forEach(model.entities()::stopping);

    assertThat(lifted.getResultAsync(30, TimeUnit.SECONDS).get().scope()).isEqualTo(ALL);
    model.unfreeze(CATALOG);
    assertThat(told()).containsAll(ids(early)).containsAll(ids(late));
  }

  private Instant frozen(Scope scope) {
    return model.entities().freeze(new FreezeOrder(scope, "olga", "gathering")).since();
  }

  private Instant promoted() {
    return model.history().stream().map(Reign::since).findFirst().orElseThrow();
  }

  private static List<ModelKey> models(int from) {
    return IntStream.range(from, from + 25)
        .mapToObj(i -> new ModelKey("default", "main.fraud.m" + i))
        .toList();
  }

  private static List<String> ids(List<ModelKey> models) {
    return models.stream().map(ModelKey::workflowId).toList();
  }

  private List<String> told() {
    return pipelines.client().fetchHistory(Freezes.ID).getEvents().stream()
        .filter(HistoryEvent::hasSignalExternalWorkflowExecutionInitiatedEventAttributes)
        .map(
            event ->
                event
                    .getSignalExternalWorkflowExecutionInitiatedEventAttributes()
                    .getWorkflowExecution()
                    .getWorkflowId())
        .toList();
  }
}
