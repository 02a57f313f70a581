package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.run.Allowance;
import dev.mlharness.run.RunOutcome;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a pipeline's runs may spend. In this world each takes an hour, and 10 DBU. */
class BudgetTest {
  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @BeforeEach
  void runsTakeAnHour() {
    pipelines.world().runs().eachTakes(Duration.ofHours(1), 10);
  }

  @Test
  @Tag(Histories.KEPT)
  void whatIsSpentPausesThePipelineBeforeItsNextRunUntilAPersonRaisesIt() {
    StartedPipeline pipeline = pipelines.start(Recipes.with(Recipes.SERVED, "budget: {dbu: 20}"));

    PipelineStatus held = pipeline.held();
    assertThat(held.stage()).isEqualTo(Stage.VALIDATE);
    assertThat(held.waitingFor())
        .contains("the budget is spent: 2h, 20 of 20 DBU", "retry --budget");
    assertThat(pipelines.world().runsOf(Stage.VALIDATE)).isZero();
    pipeline.stub().retry(null);
    assertThat(pipeline.held().waitingFor()).as("nothing was raised").contains("20 of 20 DBU");

    pipeline.stub().retry(new RetryRequest(null, 35.0, null));
    pipeline.atTheGate();
    assertThat(Objects.requireNonNull(pipeline.status().spent()).words())
        .isEqualTo("3h, 30 of 35 DBU");
    assertThat(pipeline.details()).contains("Spent: 3h, 30 of 35 DBU");
    pipeline.stub().reject(null);
    pipeline.result();
  }

  @Test
  void theNextRunMayUseNoMoreThanWhatIsLeft() {
    StartedPipeline pipeline =
        pipelines.start(Recipes.with(Recipes.SERVED, "budget: {dbu: 100, duration: 3h}"));
    pipeline.atTheGate();

    assertThat(pipelines.world().runs().made())
        .extracting(run -> run.request().allowance())
        .containsExactly(
            new Allowance(Duration.ofHours(3), 100.0),
            new Allowance(Duration.ofHours(2), 90.0),
            new Allowance(Duration.ofHours(1), 80.0));
    pipeline.stub().reject(null);
    pipeline.result();
  }

  @Test
  void failedAttemptsAndRepairsCountToo() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED, RunOutcome.FAILED);
    StartedPipeline pipeline =
        pipelines.start(Recipes.with(Recipes.SERVED, "budget: {duration: 2h}"));
    pipeline.held();
    pipeline.stub().retry(null);
    assertThat(pipeline.held().waitingFor()).contains("run 1 ended FAILED");

    pipeline.stub().retry(null);

    assertThat(pipeline.held().waitingFor()).contains("the budget is spent: 2h of 2h, 20 DBU");
    pipeline.stub().retry(new RetryRequest(null, null, Duration.ofDays(1)));
    pipeline.atTheGate();
    pipeline.stub().reject(null);
    pipeline.result();
  }

  @Test
  void aRecipeThatAbortsAsksNobody() {
    StartedPipeline pipeline =
        pipelines.start(Recipes.with(Recipes.SERVED, "budget: {dbu: 5, on_exceeded: abort}"));

    PipelineResult result = pipeline.failure();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).contains("test failed: the budget is spent: 1h, 10 of 5 DBU");
  }

  @Test
  void withoutABudgetNothingIsLimited() {
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.status().spent()).isNull();
    assertThat(pipelines.world().runs().made())
        .extracting(run -> run.request().allowance())
        .containsOnlyNulls();
  }
}
