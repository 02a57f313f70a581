package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.CanceledFailure;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancelled pipeline stops its run, and leaves aliases and endpoints as they were. */
class CancelIT {
  private static final String SLOW = "{\"kind\":\"slow\",\"millis\":5000}";
  private static final String LONG = "\"120\"";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @AfterAll
  static void mend() {
    STACK.sandbox().noFaults();
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  @Execution(ExecutionMode.CONCURRENT)
  void cancellingInAnyStageLeavesNothingHalfDone(Stage stage) {
    String model = STACK.freshModel("cancel_" + stage.word());
    String name = model.substring(model.lastIndexOf('.') + 1).replace('_', '-');
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), model).with("metadata.name", name);

    Pipelines.Started started = inTheMidstOf(stage, name, recipe);
    started.cancel();

    assertThatThrownBy(started::result)
        .isInstanceOf(WorkflowFailedException.class)
        .hasCauseInstanceOf(CanceledFailure.class);
    assertThat(STACK.sandbox().activeRuns(name)).isZero();
    assertThat(STACK.alias(model, "champion")).isNull();
    assertThat(STACK.alias(model, "challenger")).isNull();
    assertThat(STACK.endpoints()).doesNotContain(name);
    assertThat(started.pipeline().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
  }

  private static Pipelines.Started inTheMidstOf(Stage stage, String name, FastRecipe recipe) {
    return switch (stage) {
      case RESOLVE -> {
        long slow = STACK.sandbox().fault("POST", "/api/2.0/mlflow/runs/create", 1, SLOW);
        Pipelines.Started started = STACK.start(recipe);
        awaitStrike(slow);
        yield started;
      }
      case TRAIN -> running(stage, recipe.with("train.parameters.seconds", LONG));
      case TEST -> running(stage, recipe.with("test.parameters.seconds", LONG));
      case VALIDATE -> running(stage, recipe.with("validate.task.parameters.seconds", LONG));
      case REGISTER -> {
        Pipelines.Started started = STACK.start(recipe);
        started.awaitStage(Stage.REGISTER);
        yield started;
      }
      case APPROVE -> {
        Pipelines.Started started = STACK.start(recipe);
        started.awaitState(State.WAITING);
        yield started;
      }
      case DEPLOY -> {
        Pipelines.Started started =
            STACK.start(
                recipe
                    .with("approve", "{required: 0}")
                    .with("deploy", "{role: deployer, serving: {endpoint: " + name + "}}"));
        await("the endpoint changes")
            .atMost(Duration.ofMinutes(5))
            .until(() -> STACK.endpoints().contains(name));
        yield started;
      }
    };
  }

  private static Pipelines.Started running(Stage stage, FastRecipe recipe) {
    Pipelines.Started started = STACK.start(recipe);
    started.awaitRunOf(stage);
    return started;
  }

  private static void awaitStrike(long fault) {
    await().atMost(Duration.ofMinutes(3)).until(() -> STACK.sandbox().struck(fault));
  }
}
