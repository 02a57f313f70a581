package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.lineage.Tags;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RollbackTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private final KnownModel model = new KnownModel(pipelines);

  @Test
  @Tag(Histories.KEPT)
  void theFormerChampionIsBroughtBackWithEndpointAndAliases() {
    FakeWorld world = twoChampions();

    RollbackResult result = model.stub().rollback(order(null));

    assertThat(result.champion()).isEqualTo("1");
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(world.registry().alias(Alias.PREVIOUS)).isEqualTo("2");
    assertThat(world.serving().served("fraud")).isEqualTo("1");
    assertThat(world.registry().version("2").tags())
        .containsEntry(Tags.ROLLBACK, "rolled back to version 1 by olga: wrong numbers");
    assertThat(model.history())
        .last()
        .returns("1", Reign::version)
        .returns(Reign.Origin.ROLLBACK, Reign::origin)
        .returns("olga", Reign::by)
        .returns("wrong numbers", Reign::why);
    assertThat(world.audit().events())
        .anyMatch(
            event -> event.outcome().equals("rollback") && event.actor().who().equals("olga"));
  }

  @Test
  void rollingBackTwiceDoesNotBringTheBadVersionBackByAccident() {
    twoChampions();
    model.stub().rollback(order(null));

    assertThatThrownBy(() -> model.stub().rollback(order(null)))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("olga rolled back to it");
    assertThat(model.stub().rollback(order("2")).champion()).isEqualTo("2");
  }

  @Test
  @Tag(Histories.KEPT)
  void aDepartureThatIsToldAgainAfterARollbackRewritesNothing() {
    twoChampions();
    Reign second = model.history().get(1);
    model.stub().rollback(order(null));
    model.entities().leave(departed(second));

    assertThatThrownBy(() -> model.stub().rollback(order(null)))
        .hasStackTraceContaining("olga rolled back to it");
    assertThat(model.history()).extracting(Reign::version).containsExactly("1", "2", "1");
  }

  @Test
  @Tag(Histories.KEPT)
  void aPromotionUnderWayIsAbortedAndTheChampionStays() {
    FakeWorld world = pipelines.world();
    pipelines.start(UNGATED).result();
    StartedPipeline upcoming = pipelines.upcoming();
    CompletableFuture<WorkflowUpdateHandle<RollbackResult>> answer = new CompletableFuture<>();
    world
        .faults()
        .after(
            "ChangeEndpoint",
            () -> {
              answer.complete(ordered());
              upcoming.toldToWithdraw();
            });
    StartedPipeline second = pipelines.start(UNGATED);
    PipelineResult ended = second.failure();
    RollbackResult result = answer.join().getResult();

    assertThat(result)
        .returns("1", RollbackResult::champion)
        .returns(second.workflowId(), RollbackResult::aborted);
    assertThat(ended)
        .returns(Outcome.ABORTED, PipelineResult::outcome)
        .returns("rolled back by olga: wrong numbers", PipelineResult::reason);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(world.serving().served("fraud")).isEqualTo("1");
    assertThat(model.events())
        .last()
        .asString()
        .contains("rolled back by olga: wrong numbers", second.workflowId(), "as before");
    assertThat(model.history()).hasSize(1);
  }

  @Test
  void aHeldPromotionIsAbortedToo() {
    FakeWorld world = pipelines.world();
    pipelines.start(UNGATED).result();
    world.faults().failAlways("ChangeEndpoint", FailureType.HELD);
    StartedPipeline second = pipelines.start(UNGATED);
    second.held();
    world.faults().mend();

    assertThat(model.stub().rollback(order(null)).champion()).isEqualTo("1");
    assertThat(second.failure().outcome()).isEqualTo(Outcome.ABORTED);
  }

  @Test
  void anOrderAboutAChampionThatIsNoneAnyMoreDoesNothing() {
    FakeWorld world = twoChampions();

    assertThatThrownBy(
            () ->
                model
                    .entities()
                    .rollback(
                        KnownModel.KEY, new RollbackOrder(null, "the watch", "drift", "1"), "late"))
        .hasStackTraceContaining("version 1 is not champion any more");
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("2");
  }

  @Test
  void theSameOrderIsCarriedOutOnce() {
    FakeWorld world = twoChampions();
    RollbackOrder order = new RollbackOrder(null, "the watch", "drift", "2");

    RollbackResult first = model.entities().rollback(KnownModel.KEY, order, "violation-1");
    RollbackResult again = model.entities().rollback(KnownModel.KEY, order, "violation-1");

    assertThat(again).isEqualTo(first).returns("1", RollbackResult::champion);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
  }

  @Test
  @Tag(Histories.KEPT)
  void aRollbackThatFailsIsUndoneAndSaysSo() {
    FakeWorld world = twoChampions();
    world.faults().fail("ChangeAlias champion", 1, FailureType.ACCESS_DENIED);

    assertThatThrownBy(() -> model.stub().rollback(order(null)))
        .hasStackTraceContaining("ChangeAlias champion failed");
    assertThat(world.serving().served("fraud")).isEqualTo("2");
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("2");
    assertThat(model.history()).last().returns("2", Reign::version);
    assertThat(model.stub().rollback(order(null)).champion()).isEqualTo("1");
  }

  @Test
  void aModelInProductionIsAdoptedAndCanBeRolledBackTo() {
    FakeWorld world = pipelines.world();
    String version = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.registry().meddle(Alias.CHAMPION, null);
    world.serving().serves("fraud", "main.fraud.detector", version);

    model
        .entities()
        .adopt(
            KnownModel.KEY,
            new AdoptOrder(KnownModel.ACCESS, version, "fraud", "olga", "was there"));
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(version);
    pipelines.start(UNGATED).result();
    RollbackResult result = model.stub().rollback(order(null));

    assertThat(result.champion()).isEqualTo(version);
    assertThat(world.serving().served("fraud")).isEqualTo(version);
    assertThat(model.history())
        .extracting(Reign::origin)
        .containsExactly(Reign.Origin.ADOPTED, Reign.Origin.PIPELINE, Reign.Origin.ROLLBACK);
  }

  @Test
  void aModelThatSomethingElseServesIsNotAdopted() {
    String version = pipelines.world().registry().champion(Map.of(), Map.of());
    pipelines.world().serving().serves("fraud", "main.other", version);

    assertThatThrownBy(
            () ->
                model
                    .entities()
                    .adopt(
                        KnownModel.KEY,
                        new AdoptOrder(KnownModel.ACCESS, version, "fraud", "olga", null)))
        .hasStackTraceContaining("endpoint fraud does not serve version 1");
    assertThat(model.history()).isEmpty();
  }

  private FakeWorld twoChampions() {
    pipelines.start(UNGATED).result();
    pipelines.start(UNGATED).result();
    assertThat(pipelines.world().registry().alias(Alias.CHAMPION)).isEqualTo("2");
    return pipelines.world();
  }

  private WorkflowUpdateHandle<RollbackResult> ordered() {
    return WorkflowStub.fromTyped(model.stub())
        .startUpdate("rollback", WorkflowUpdateStage.ACCEPTED, RollbackResult.class, order(null));
  }

  private static Departure departed(Reign reign) {
    TurnRequest request =
        new TurnRequest(
            KnownModel.ACCESS,
            KnownModel.KEY.model(),
            String.valueOf(reign.pipeline()),
            "token",
            reign.version(),
            "fraud",
            null);
    return new Departure(request, "deployed", "said again", reign.since());
  }

  private static RollbackOrder order(@Nullable String to) {
    return new RollbackOrder(to, "olga", "wrong numbers");
  }
}
