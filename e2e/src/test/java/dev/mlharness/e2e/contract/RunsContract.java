package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.databricks.sdk.service.iam.MeRequest;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.databricks.run.DatabricksRuns;
import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.activities.databricks.watch.WatchMetrics;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.StageTask.PythonFile;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunOutcome;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.run.RunResult.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Identity and job runs. */
abstract class RunsContract extends WorkspaceContract {
  private static final Duration LONG = Duration.ofMinutes(30);

  private final Waits waits = new Waits();
  private @Nullable RunWatcher openWatcher;
  private @Nullable DatabricksRuns openRuns;

  @BeforeEach
  void connect() {
    WorkspaceClients clients = target().clients();
    RunWatcher watcher =
        new RunWatcher(
            target().workspaces(),
            clients,
            waits.client(),
            WatchMetrics.NONE,
            new WaitingPipelines(),
            Duration.ofSeconds(5));
    openWatcher = watcher;
    openRuns = new DatabricksRuns(target().workspaces(), clients, watcher);
  }

  @AfterEach
  void disconnect() {
    watcher().close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theExchangedTokenIsOneOfTheRolesPrincipal() {
    String me =
        target()
            .clients()
            .call(
                target().access(),
                "Asking who I am",
                client -> client.currentUser().me(new MeRequest()))
            .getUserName();

    assertThat(me).isEqualTo(target().principal());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aNotebookGetsItsParametersRunsAsTheRoleAndReturnsAValue() {
    RunResult result = run(notebook("echo.py"), Map.of("value", "ä \"quoted\" one"));

    assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(result.tasks())
        .singleElement()
        .satisfies(
            task ->
                assertThat(task.value())
                    .contains("\\u00e4 \\\"quoted\\\" one")
                    .contains(target().principal()));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aPythonFileGetsItsArguments() {
    RunResult result = run(python("arguments.py"), Map.of("depth", "6", "name", "two words"));

    assertThat(result.tasks()).extracting(TaskResult::error).containsOnlyNulls();
    assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aFailedTaskTellsItsError() {
    RunResult result = run(notebook("fail.py"), Map.of("until", "9999999999"));

    assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(result.message()).isNotBlank();
    assertThat(result.tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.error()).contains("it is too early"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aMissingNotebookIsAFailureThatNamesIt() {
    RunResult result = run(notebook("absent.py"), Map.of());

    assertThat(result.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(result + "").contains("absent");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aSecondSubmitWithTheSameTokenReturnsTheFirstRun() {
    RunRequest request = request(notebook("echo.py"), Map.of("value", "once"));

    RunHandle run = runs().submit(request);

    assertThat(runs().submit(request)).isEqualTo(run);
    assertThat(run.url()).startsWith("http");
    assertThat(await(run).succeeded()).isTrue();
    assertThat(runs().submit(request).runId()).as("even when it has ended").isEqualTo(run.runId());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aCancelledRunReallyStops() {
    RunHandle run = submit(notebook("sleep.py"), Map.of("seconds", "1000"));

    runs().cancel(run);

    assertThat(await(run).outcome()).isEqualTo(RunOutcome.CANCELED);
    assertThatCode(() -> runs().cancel(run)).as("again, later").doesNotThrowAnyException();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRunThatTakesTooLongIsStoppedByTheWorkspaceItself() {
    RunHandle run =
        submit(
            task(target().tasks() + "/sleep.py", null, Duration.ofSeconds(5)),
            Map.of("seconds", "1000"));

    assertThat(await(run).outcome()).isEqualTo(RunOutcome.TIMED_OUT);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aFailedRunIsRepairedOncePerHandle() {
    long until = Instant.now().plusSeconds(20).getEpochSecond();
    RunHandle run = submit(notebook("fail.py"), Map.of("until", Long.toString(until)));
    assertThat(await(run).outcome()).isEqualTo(RunOutcome.FAILED);
    sleepUntil(until + 1);

    RunHandle repaired = runs().repair(run);
    RunHandle again = runs().repair(run);

    assertThat(again).isEqualTo(repaired);
    assertThat(repaired.runId()).isEqualTo(run.runId());
    assertThat(repaired.repairs()).isEqualTo(1);
    RunResult result = await(repaired);
    assertThat(result.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(result.tasks())
        .as("the latest attempt only")
        .extracting(TaskResult::value)
        .containsExactly("now it is time");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void manyRunsAreWatchedTogether() {
    List<CompletableFuture<RunResult>> open =
        IntStream.range(0, 6)
            .mapToObj(i -> submit(notebook("echo.py"), Map.of("value", "number " + i)))
            .map(run -> waits.begin(watcher(), run))
            .toList();

    assertThat(open).allSatisfy(wait -> assertThat(Waits.result(wait).succeeded()).isTrue());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRunThatDoesNotExistIsReportedAsGone() {
    RunHandle run = new RunHandle(target().access(), 987_654_321L, "", 0);

    RunResult result = await(run);

    assertThat(result.outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
    assertThat(result.message()).contains("is gone");
    assertThatCode(() -> runs().cancel(run)).doesNotThrowAnyException();
  }

  RunResult run(StageTask task, Map<String, String> parameters) {
    return await(submit(task, parameters));
  }

  RunHandle submit(StageTask task, Map<String, String> parameters) {
    return runs().submit(request(task, parameters));
  }

  RunResult await(RunHandle run) {
    return Waits.result(waits.begin(watcher(), run));
  }

  RunRequest request(StageTask task, Map<String, String> parameters) {
    return new RunRequest(
        target().access(),
        "mlharness contract",
        UUID.randomUUID().toString(),
        task,
        new Compute(null, null),
        null,
        parameters,
        Map.of("mlharness_pipeline", "contract"));
  }

  StageTask notebook(String name) {
    return task(target().tasks() + "/" + name, null, LONG);
  }

  private StageTask python(String name) {
    return task(null, new PythonFile(target().tasks() + "/" + name), LONG);
  }

  private static StageTask task(
      @Nullable String notebook, @Nullable PythonFile python, Duration timeout) {
    return new StageTask(notebook, python, Map.of(), timeout, 1, null);
  }

  DatabricksRuns runs() {
    return Objects.requireNonNull(openRuns);
  }

  RunWatcher watcher() {
    return Objects.requireNonNull(openWatcher);
  }

  private static void sleepUntil(long epochSecond) {
    long millis = Math.max(0, epochSecond * 1_000 - System.currentTimeMillis());
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
