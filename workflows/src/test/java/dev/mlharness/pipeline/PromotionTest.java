package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Tags;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.registry.Alias;
import dev.mlharness.world.FakeWorld;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PromotionTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aChampionThatChangesWhileTheEndpointIsUpdatedIsNoticedAndTheEndpointGoesBack() {
    FakeWorld world = pipelines.world();
    String champion = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.serving().serves("fraud", champion);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    world.faults().after("ChangeEndpoint", () -> world.registry().meddle(Alias.CHAMPION, "9"));
    pipeline.stub().approve(null);

    PipelineStatus held = pipeline.held();
    assertThat(held.stage()).isEqualTo(Stage.DEPLOY);
    assertThat(world.serving().served("fraud")).isEqualTo(champion);
    world.registry().meddle(Alias.CHAMPION, champion);
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.serving().served("fraud")).isEqualTo("2");
    assertThat(world.registry().alias(Alias.PREVIOUS)).isEqualTo(champion);
  }

  @Test
  @Tag(Histories.KEPT)
  void anEndpointThatDoesNotComeUpIsDeletedAgainWhileAPersonIsAsked() {
    FakeWorld world = pipelines.world();
    world.faults().fail("ChangeAlias champion", 1, FailureType.ACCESS_DENIED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().approve(null);
    pipeline.held();

    assertThat(world.serving().served("fraud")).isNull();
    assertThat(world.registry().alias(Alias.CHALLENGER)).isEqualTo("1");
    pipeline.stub().retry(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.stub().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN);
  }

  @Test
  @Tag(Histories.KEPT)
  void aChallengerOfAnotherPipelineKeepsItsAlias() {
    FakeWorld world = pipelines.world();
    StartedPipeline first = pipelines.start(Recipes.SERVED);
    first.atTheGate();
    StartedPipeline second = pipelines.start(Recipes.SERVED);
    second.atTheGate();
    assertThat(world.registry().alias(Alias.CHALLENGER)).isEqualTo("2");

    first.stub().approve(null);

    assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isEqualTo("2");
    second.stub().reject(null);
    second.result();
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
  }

  @Test
  void aRejectedFirstPipelineDoesNotDismissTheChallengerOfTheSecond() {
    FakeWorld world = pipelines.world();
    StartedPipeline first = pipelines.start(Recipes.SERVED);
    first.atTheGate();
    StartedPipeline second = pipelines.start(Recipes.SERVED);
    second.atTheGate();
    first.stub().reject(null);

    assertThat(first.result().outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isEqualTo("2");
    assertThat(first.stub().ledger()).anyMatch(entry -> entry.state() == LedgerEntry.State.SKIPPED);
    second.stub().approve(null);
    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @Test
  void everyReplyMayBeLostOnceAndEveryEffectHappensOnce() {
    FakeWorld world = pipelines.world();
    String champion = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.serving().serves("fraud", champion);
    for (String call :
        new String[] {
          "Resolve",
          "BeginTracking",
          "SubmitRun train",
          "SubmitRun test",
          "SubmitRun validate",
          "RegisterVersion",
          "ChangeAlias challenger",
          "ChangeEndpoint",
          "ChangeAlias champion",
          "ChangeAlias previous",
          "TagVersion",
          "EndTracking"
        }) {
      world.faults().loseReply(call, 1);
    }
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().approve(null);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(world.runs().made()).hasSize(3);
    assertThat(world.registry().versionsMade()).isEqualTo(2);
    assertThat(world.tracking().runsMade()).isEqualTo(1);
    assertThat(world.serving().changes()).isEqualTo(1);
    // challenger set and removed, champion, previous
    assertThat(world.registry().aliasChanges()).isEqualTo(4);
  }

  @Test
  void searchAttributesAndDetailsTellWhereItStands() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.STAGE)).isEqualTo("approve");
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.MODEL))
        .isEqualTo("main.fraud.detector");
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.DIGEST))
        .isEqualTo(pipeline.status().digest());
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.MODEL_VERSION)).isEqualTo("1");
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.ROLE)).isEqualTo("default");
    pipeline.stub().approve(null);
    pipeline.result();

    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.STAGE)).isEqualTo("deploy");
    assertThat(pipeline.searchAttribute(HarnessSearchAttributes.OUTCOME)).isEqualTo("deployed");
    assertThat(pipeline.status().state()).isEqualTo(State.ENDED);
    assertThat(pipelines.world().registry().version("1").tags())
        .containsEntry(Tags.OUTCOME, "deployed");
  }
}
