package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Remark;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.world.FakeWorld;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HappyPathTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void theFirstCandidateBecomesChampionAndServes() {
    FakeWorld world = pipelines.world();
    StartedPipeline pipeline = pipelines.startedBy("ann", Recipes.SERVED);
    pipeline.atTheGate();
    pipeline.stub().approve(new Remark("bob", "looks good", null));

    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(result.endpointUrl()).isEqualTo("https://serving.test/fraud");
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("1");
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
    assertThat(world.registry().alias(Alias.PREVIOUS)).isNull();
    assertThat(world.serving().served("fraud")).isEqualTo("1");
    assertThat(world.registry().version("1").tags())
        .containsEntry(Tags.OUTCOME, "deployed")
        .containsEntry(Tags.INITIATOR, "ann")
        .containsEntry(Tags.PIPELINE, pipeline.workflowId())
        .containsKeys(Tags.DIGEST, Tags.COMMIT, Tags.DATA, Tags.EVIDENCE, Tags.run("train"));
    assertThat(world.registry().version("1").tags().get(Tags.decision(1)))
        .startsWith("approved by bob at")
        .endsWith("looks good");
    assertThat(world.tracking().status()).isEqualTo(TrackingActivities.Status.FINISHED);
    assertThat(world.tracking().tags()).containsEntry(Tags.VERSION, "1");
  }
}
