package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What people do with a pipeline, on the real parts. */
class PipelineIT {
  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anApprovedCandidateBecomesChampionAndTheFormerOneIsKept() {
    FastRecipe recipe = recipe("promoted");
    Pipelines.Started first = STACK.start(recipe.with("approve", "{required: 0}"));
    assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    Pipelines.Started second = STACK.start(recipe.with("train.parameters.slope", "\"3\""));
    second.awaitState(State.WAITING);
    assertThat(STACK.alias(recipe.model(), "challenger")).isEqualTo("2");
    second.pipeline().approve(new Remark("approver@example.com", "looks right", null));

    PipelineResult result = second.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("2");
    assertThat(STACK.alias(recipe.model(), "previous")).isEqualTo("1");
    assertThat(STACK.alias(recipe.model(), "challenger")).isNull();
    assertThat(second.pipeline().status().decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.verdict()).isEqualTo(Verdict.APPROVE);
              assertThat(decision.person()).isEqualTo("approver@example.com");
            });
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aMissedThresholdEndsThePipelineAndRegistersNothing() {
    FastRecipe recipe = recipe("missed").with("validate.task.parameters.accuracy", "\"0.5\"");
    PipelineResult result = STACK.start(recipe).result();
    assertThat(result.outcome()).isEqualTo(Outcome.VALIDATION_FAILED);
    assertThat(result.reason()).contains("accuracy", "0.5", "0.8");
    assertThat(STACK.sandbox().effects("model-version", recipe.model())).isZero();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aCandidateThatIsWorseThanTheChampionIsNotRegistered() {
    FastRecipe recipe = recipe("worse").with("approve", "{required: 0}");
    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);
    PipelineResult result =
        STACK.start(recipe.with("validate.task.parameters.accuracy", "\"0.85\"")).result();
    assertThat(result.outcome()).isEqualTo(Outcome.VALIDATION_FAILED);
    assertThat(result.reason()).contains("accuracy", "champion");
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("1");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRejectedCandidateLeavesTheAliasesAsTheyWere() {
    FastRecipe recipe = recipe("rejected");
    Pipelines.Started started = STACK.start(recipe);
    started.awaitState(State.WAITING);
    started.pipeline().reject(new Remark("approver@example.com", "not now", null));
    PipelineResult result = started.result();
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(result.reason()).contains("approver@example.com", "not now");
    assertThat(STACK.alias(recipe.model(), "champion")).isNull();
    assertThat(STACK.alias(recipe.model(), "challenger")).isNull();
    assertThat(started.pipeline().ledger())
        .extracting(LedgerEntry::state)
        .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGateThatNobodyAnswersTimesOut() {
    FastRecipe recipe = recipe("unanswered").with("approve.timeout", "5s");
    PipelineResult result = STACK.start(recipe).result();
    assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(STACK.alias(recipe.model(), "challenger")).isNull();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aFailedRunIsHeldAndRepairedOnRetry() throws Exception {
    Path mended = folder.resolve("mended");
    Path calls = folder.resolve("calls");
    FastRecipe recipe =
        recipe("held")
            .counting(calls)
            .with("approve", "{required: 0}")
            .with("test.parameters.fail_until", "\"" + mended + "\"");
    Pipelines.Started started = STACK.start(recipe);
    PipelineStatus held = started.awaitState(State.HELD);
    assertThat(held.stage()).isEqualTo(Stage.TEST);
    assertThat(held.waitingFor()).contains("mend me").contains("http");

    Files.createFile(mended);
    started.pipeline().retry(null);
    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(FastRecipe.executions(calls)).containsEntry("train", 1L);
  }

  private FastRecipe recipe(String name) {
    return FastRecipe.in(folder.resolve("repository"), STACK.freshModel(name));
  }
}
