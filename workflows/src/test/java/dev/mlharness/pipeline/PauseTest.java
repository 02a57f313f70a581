package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.PipelineStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PauseTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void theStageThatRunsFinishesAndNoOtherBeginsUntilResume() {
    StartedPipeline upcoming = pipelines.upcoming();
    pipelines.world().faults().before("WatchRun train", () -> upcoming.stub().pause());
    StartedPipeline pipeline = pipelines.start(Recipes.SERVED);

    PipelineStatus paused = pipeline.until(status -> status.state() == State.PAUSED);
    pipelines.sleep(Duration.ofDays(3));

    assertThat(paused.stage()).isEqualTo(Stage.TRAIN);
    assertThat(paused.waitingFor()).isEqualTo("resume; test is next");
    assertThat(pipelines.world().runsOf(Stage.TRAIN)).isEqualTo(1);
    assertThat(pipelines.world().runsOf(Stage.TEST)).isZero();
    pipeline.stub().resume();
    pipeline.atTheGate();
    pipeline.stub().approve(null);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }
}
