package dev.mlharness.activities.databricks.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.SparkPythonTask;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunResultsTest extends PollerFixture {

  @Test
  void aNotebooksValueComesWithTheResult() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, RunResultState.SUCCESS);

    poller.pass();

    assertThat(resultOf(run).succeeded()).isTrue();
    assertThat(resultOf(run).tasks())
        .containsExactly(
            new RunResult.TaskResult("train", RunOutcome.SUCCESS, null, "{\"f1\": 0.9}"));
  }

  @Test
  void whatTheTasksHaveTakenComesWithTheResult() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    task(run).setSetupDuration(60_000L).setExecutionDuration(540_000L).setQueueDuration(7_000L);
    watch(run);
    workspace.jobs().end(run, RunResultState.SUCCESS);

    poller.pass();

    assertThat(resultOf(run).usage()).isEqualTo(new Usage(Duration.ofMinutes(10), 0.5));
  }

  @Test
  void aTasksErrorComesWithTheResult() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, RunResultState.FAILED);

    poller.pass();

    assertThat(resultOf(run).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(resultOf(run).message()).isEqualTo("it is FAILED");
    assertThat(resultOf(run).tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.error()).isEqualTo("ValueError: no data"));
  }

  @Test
  void aSilentTaskIsNotAskedForOutput() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    task(run).setNotebookTask(null).setSparkPythonTask(new SparkPythonTask());
    watch(run);
    workspace.jobs().end(run, RunResultState.SUCCESS);

    poller.pass();

    assertThat(ended).containsKey(run);
    assertThat(workspace.calls(OUTPUT)).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunResultState.class,
      names = {"UPSTREAM_FAILED", "UPSTREAM_CANCELED", "EXCLUDED", "DISABLED"})
  void aTaskThatNeverBeganIsNotAskedForOutput(RunResultState result) throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, result);

    poller.pass();

    assertThat(ended).containsKey(run);
    assertThat(workspace.calls(OUTPUT)).isZero();
  }

  @Test
  void onlyTheLatestAttemptOfATaskCounts() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    RunTask first = task(run).setAttemptNumber(0L);
    workspace.jobs().end(run, RunResultState.FAILED);
    RunTask second =
        new RunTask()
            .setTaskKey("train")
            .setRunId(first.getRunId())
            .setNotebookTask(new NotebookTask())
            .setAttemptNumber(1L);
    workspace.jobs().get(run).setTasks(List.of(second, first));
    workspace.jobs().end(run, RunResultState.SUCCESS);
    first.setState(null);
    watch(run);

    poller.pass();

    assertThat(resultOf(run).tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.outcome()).isEqualTo(RunOutcome.SUCCESS));
  }

  @Test
  void aLongErrorIsShortenedAndAnOversizedValueLeftOut() throws InterruptedException {
    long failed = workspace.jobs().start("fraud train");
    workspace.jobs().end(failed, RunResultState.FAILED);
    watch(failed);
    workspace.next(OUTPUT, 1, json("{\"error\": \"" + "x".repeat(10_000) + "\"}"));
    poller.pass();
    long done = workspace.jobs().start("fraud train");
    workspace.jobs().end(done, RunResultState.SUCCESS);
    watch(done);
    workspace.next(
        OUTPUT, 1, json("{\"notebook_output\": {\"result\": \"" + "x".repeat(40_000) + "\"}}"));
    poller.pass();

    assertThat(resultOf(failed).tasks().get(0).error()).hasSize(2_000);
    assertThat(resultOf(done).tasks().get(0).value()).isNull();
  }

  @Test
  void outputThatCannotBeHadForLongIsDoneWithout() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, RunResultState.FAILED);
    workspace.next(OUTPUT, 50, aResponse().withStatus(500));

    passUntilEnded();

    assertThat(resultOf(run).tasks().get(0).error()).isEqualTo("it is FAILED");
    assertThat(workspace.calls(OUTPUT)).isEqualTo(6);
  }

  @Test
  void outputThatIsNotThereIsDoneWithoutAtOnce() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().end(run, RunResultState.SUCCESS);
    workspace.next(OUTPUT, 1, aResponse().withStatus(404));

    poller.pass();

    assertThat(resultOf(run).succeeded()).isTrue();
  }
}
