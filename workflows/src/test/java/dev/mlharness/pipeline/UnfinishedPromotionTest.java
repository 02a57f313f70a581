package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.registry.Alias;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promotions that end without putting back what they changed, and a rollback that finds it. */
class UnfinishedPromotionTest {
  private static final String UNGATED = Recipes.with(Recipes.SERVED, "approve: {required: 0}");
  private static final RollbackOrder ORDER = new RollbackOrder(null, "olga", "wrong numbers");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();
  private final KnownModel model = new KnownModel(pipelines);

  @Test
  void anEndpointThatATerminatedPromotionLeftIsPutBack() {
    FakeWorld world = pipelines.world();
    pipelines.start(UNGATED).result();
    EndpointConfig before = config();
    StartedPipeline second = terminatedHalfWay(() -> {});
    assertThat(world.serving().served("fraud")).isEqualTo("2");

    RollbackResult result = model.stub().rollback(ORDER);

    assertThat(config()).isEqualTo(before);
    assertThat(result)
        .returns("1", RollbackResult::champion)
        .returns(second.workflowId(), RollbackResult::aborted);
    assertThat(result.sentence())
        .isEqualTo(
            "the promotion of version 2 by pipeline %s was aborted; version 1 is champion, as before; endpoint fraud, which was left changed, serves it again"
                .formatted(second.workflowId()));
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(world.registry().alias(Alias.PREVIOUS)).isNull();
    assertThat(model.history()).hasSize(1);
  }

  @Test
  void soIsOneThatSharesItsTrafficStill() {
    pipelines.start(UNGATED).result();
    EndpointConfig before = config();
    terminatedHalfWay(() -> pipelines.world().serving().meddle("fraud", shared(before)));

    model.stub().rollback(ORDER);

    assertThat(config()).isEqualTo(before);
  }

  @Test
  void whereTheEndpointCannotBePutBackTheOrderFails() {
    FakeWorld world = pipelines.world();
    pipelines.start(UNGATED).result();
    terminatedHalfWay(() -> {});
    world.faults().fail("ChangeEndpoint", 1, FailureType.ACCESS_DENIED);

    assertThatThrownBy(() -> model.stub().rollback(ORDER))
        .hasStackTraceContaining("ChangeEndpoint failed");
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(model.stub().rollback(new RollbackOrder("1", "olga", "again")).champion())
        .isEqualTo("1");
    assertThat(world.serving().served("fraud")).isEqualTo("1");
  }

  @Test
  void aChampionThatServedNowhereTakesTheEndpointOverFromTheCandidate() {
    pipelines.world().registry().champion(Map.of("f1_score", 0.5), Map.of());
    terminatedHalfWay(() -> {});

    assertThat(model.stub().rollback(ORDER).champion()).isEqualTo("1");
    assertThat(pipelines.world().serving().served("fraud")).isEqualTo("1");
  }

  @Test
  void withoutAChampionItIsSaidThatTheCandidateStillServes() {
    terminatedHalfWay(() -> {});

    assertThat(model.stub().rollback(ORDER).sentence())
        .endsWith("there is no champion, as before; but endpoint fraud still serves version 1");
  }

  @Test
  void whatIsServedDuringAPromotionIsNotTakenForWhatTheChampionServed()
      throws InterruptedException {
    FakeWorld world = pipelines.world();
    pipelines.start(UNGATED).result();
    EndpointConfig before = config();
    world.faults().fail("ChangeEndpoint", 1, FailureType.HELD);
    StartedPipeline second = pipelines.start(UNGATED);
    second.held();
    world.serving().meddle("fraud", shared(before));
    StartedPipeline third = pipelines.start(UNGATED);
    third.until(status -> status.waitingFor().startsWith("its turn: pipeline"));
    CountDownLatch looked = new CountDownLatch(1);
    world.faults().after("ReadEndpoint", looked::countDown);
    third.cancel();
    third.cancelled();
    assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
    world.serving().meddle("fraud", before);
    second.stub().retry(null);
    second.result();

    model.stub().rollback(ORDER);
    assertThat(config()).isEqualTo(before);
  }

  /** Its endpoint is changed, its aliases are not. */
  private StartedPipeline terminatedHalfWay(Runnable then) {
    StartedPipeline upcoming = pipelines.upcoming();
    pipelines
        .world()
        .faults()
        .after(
            "ChangeEndpoint",
            () -> {
              then.run();
              upcoming.untyped().terminate("by an operator");
            });
    StartedPipeline pipeline = pipelines.start(UNGATED);
    assertThatThrownBy(pipeline::result).isInstanceOf(WorkflowFailedException.class);
    return pipeline;
  }

  private EndpointConfig config() {
    return Objects.requireNonNull(pipelines.world().serving().config("fraud"), "endpoint");
  }

  private static EndpointConfig shared(EndpointConfig before) {
    ServedModel champion = before.served().get(0);
    return new EndpointConfig(List.of(served(champion, "1", 90), served(champion, "2", 10)));
  }

  private static ServedModel served(ServedModel like, String version, int weight) {
    return new ServedModel(
        "detector-" + version,
        like.model(),
        version,
        like.workloadSize(),
        like.scaleToZero(),
        weight);
  }
}
