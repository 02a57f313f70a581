package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.promotion.Reign;
import dev.mlharness.recipe.WatchSpec.OnViolation;
import dev.mlharness.registry.Alias;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.world.FakeWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoringTest {
  private static final String SCORED =
      Recipes.with(
          Recipes.BATCH,
          "deploy: {batch: {job: {notebook: /Shared/score, parameters: {day: today}, attempts: 1}}}");

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  void theJobScoresWithTheVersionThatTheAliasNames() {
    FakeWorld world = pipelines.world();

    PipelineResult result = pipelines.start(SCORED).result();

    assertThat(result.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(world.runsOf(Stage.DEPLOY)).isEqualTo(1);
    assertThat(world.runs().made().get(1).request().parameters())
        .containsEntry("day", "today")
        .containsEntry("mlharness_version", "1")
        .containsEntry("model_uri", "models:/main.fraud.detector/1");
  }

  @Test
  void aJobThatFailedIsRepairedOnRetryAndTheAliasStaysMeanwhile() {
    FakeWorld world = pipelines.world();
    world.runs().next(Stage.DEPLOY, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(SCORED);
    pipeline.held();
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");

    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.runsOf(Stage.DEPLOY)).isEqualTo(1);
    assertThat(world.runs().made().get(1).repairs()).isEqualTo(1);
  }

  @Test
  void whenItIsGivenUpTheAliasGoesBack() {
    FakeWorld world = pipelines.world();
    String former = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.runs().next(Stage.DEPLOY, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(SCORED);
    pipeline.held();

    pipeline.stub().abort("the table is locked");

    assertThat(pipeline.failure().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(former);
    assertThat(world.registry().alias(Alias.PREVIOUS)).isNull();
  }

  /** Others who promote meanwhile must not find what is about to be dropped. */
  @Test
  @Tag(Histories.KEPT)
  void whoGoesBackLeavesTheTurnWhenTheAliasIsWhereItWas() {
    FakeWorld world = pipelines.world();
    String former = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.runs().next(Stage.DEPLOY, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(SCORED);
    pipeline.held();
    List<@Nullable String> left = new ArrayList<>();
    world.faults().before("LeaveTurn", () -> left.add(world.registry().alias(Alias.CHAMPION)));

    pipeline.stub().retry(RetryRequest.from(Stage.TRAIN));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(left).containsExactly(former);
    assertThat(new KnownModel(pipelines).history())
        .extracting(Reign::origin)
        .endsWith(Reign.Origin.PIPELINE)
        .containsOnlyOnce(Reign.Origin.OUTSIDE);
  }

  @Test
  void aChampionIsHandedOverToItsWatch() {
    FakeWorld world = pipelines.world();

    pipelines
        .startedBy(
            "ann",
            Recipes.BATCH + "watch: {checks: [{sql: SELECT 1, max: 3}], on_violation: retrain}\n")
        .result();

    assertThat(world.watches().kept())
        .singleElement()
        .satisfies(
            watched -> {
              assertThat(watched.version()).isEqualTo("1");
              assertThat(watched.initiator()).isEqualTo("ann");
              assertThat(watched.document().path("model").asText())
                  .isEqualTo("main.fraud.detector");
              assertThat(watched.manifest().recipe().watch())
                  .matches(watch -> watch.onViolation() == OnViolation.RETRAIN);
            });
  }
}
