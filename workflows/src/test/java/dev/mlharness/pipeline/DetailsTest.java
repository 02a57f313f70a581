package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.run.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DetailsTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  void anOpenGateSaysWhoCanDecideHowAndOnWhat() {
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.atTheGate();

    assertThat(pipeline.details())
        .contains(
            "**approve** · waiting",
            "Waiting for: 1 more approval",
            "`./harness approve pipeline-1`",
            "`temporal workflow signal --workflow-id pipeline-1 --name approve",
            "Evidence `" + pipeline.evidence().digest() + "`",
            "✔ f1_score is 0.95, as asked",
            "train, attempt 1: [run 1](https://workspace.test/run/1) SUCCESS",
            "[MLflow run](https://mlflow.test/run-1)");
    pipeline.stub().reject(null);
    pipeline.result();
    assertThat(pipeline.details()).startsWith("**rejected** — rejected by unknown");
  }

  @Test
  void aHeldStageSaysWhatFailedAndHowToAnswer() {
    pipelines.world().runs().next(Stage.TEST, RunOutcome.FAILED);
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);
    pipeline.held();

    assertThat(pipeline.details())
        .contains(
            "**test** · held",
            "test failed: run 2 ended FAILED",
            "`./harness retry pipeline-1`",
            "`./harness skip pipeline-1`",
            "`./harness abort pipeline-1`");
    pipeline.cancel();
    pipeline.cancelled();
  }
}
