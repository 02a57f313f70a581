package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancelled pipeline stops its run, and leaves aliases and endpoints as they were. */
class CancelIT {
  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"TRAIN", "TEST", "VALIDATE", "APPROVE", "DEPLOY"})
  void cancellingInAnyStageLeavesNothingHalfDone(Stage stage) {
    String model = STACK.freshModel("cancel_" + stage.word());
    String endpoint = model.substring(model.lastIndexOf('.') + 1).replace('_', '-');
    FastRecipe recipe = FastRecipe.in(folder.resolve("repository"), model);
    Pipelines.Started started = STACK.start(stoppingIn(stage, endpoint, recipe));
    if (stage == Stage.APPROVE) {
      started.awaitState(State.WAITING);
    } else if (stage == Stage.DEPLOY) {
      started.awaitStage(Stage.DEPLOY);
    } else {
      started.awaitRunOf(stage);
    }
    started.cancel();

    assertThatThrownBy(started::result)
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(STACK.sandbox().activeRuns()).isZero();
    assertThat(STACK.alias(model, "champion")).isNull();
    assertThat(STACK.alias(model, "challenger")).isNull();
    assertThat(STACK.endpoints()).doesNotContain(endpoint);
    assertThat(started.pipeline().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
  }

  private static FastRecipe stoppingIn(Stage stage, String endpoint, FastRecipe recipe) {
    return switch (stage) {
      case TRAIN -> recipe.with("train.parameters.seconds", "\"120\"");
      case TEST -> recipe.with("test.parameters.seconds", "\"120\"");
      case VALIDATE -> recipe.with("validate.task.parameters.seconds", "\"120\"");
      case DEPLOY ->
          recipe
              .with("approve", "{required: 0}")
              .with("deploy", "{role: deployer, serving: {endpoint: " + endpoint + "}}");
      default -> recipe;
    };
  }
}
