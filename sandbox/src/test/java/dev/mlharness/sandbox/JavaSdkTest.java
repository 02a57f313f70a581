package dev.mlharness.sandbox;

import static dev.mlharness.sandbox.RunningSandbox.DEPLOYER;
import static dev.mlharness.sandbox.RunningSandbox.TRAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.ResourceDoesNotExist;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import com.databricks.sdk.service.iam.ListUsersRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.jobs.GitProvider;
import com.databricks.sdk.service.jobs.GitSource;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.Source;
import com.databricks.sdk.service.jobs.SparkPythonTask;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import dev.mlharness.sandbox.tasks.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as the unmodified Java SDK sees it. */
class JavaSdkTest {

  @TempDir static Path folder;
  private static RunningSandbox sandbox;
  private static WorkspaceClient trainer;
  private static GitSource source;

  @BeforeAll
  static void start() throws Exception {
    var repository = new TestRepository(folder.resolve("repository"));
    repository.commit("notebooks/train.py", "dbutils.notebook.exit(dbutils.widgets.get('depth'))");
    repository.commit("sleep.py", "import time\ntime.sleep(60)");
    String commit = repository.commit("fail.py", "raise ValueError('no luck')");
    source =
        new GitSource()
            .setGitUrl(repository.url())
            .setGitProvider(GitProvider.GIT_HUB)
            .setGitCommit(commit);
    sandbox = RunningSandbox.in(folder.resolve("home"));
    trainer = sandbox.client(TRAINER);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static SubmitTask notebook() {
    var task =
        new NotebookTask()
            .setNotebookPath("notebooks/train")
            .setBaseParameters(Map.of("depth", "6"));
    return new SubmitTask().setTaskKey("train").setNotebookTask(task);
  }

  private static SubmitTask file(String file) {
    var task = new SparkPythonTask().setPythonFile(file).setSource(Source.GIT);
    return new SubmitTask().setTaskKey("task").setSparkPythonTask(task);
  }

  private static long submit(String token, SubmitTask task) {
    return trainer
        .jobs()
        .submit(
            new SubmitRun()
                .setRunName("run")
                .setIdempotencyToken(token)
                .setGitSource(source)
                .setTasks(List.of(task)))
        .getResponse()
        .getRunId();
  }

  private static Run ended(long runId) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> trainer.jobs().getRun(runId),
            run -> run.getStatus().getState() == RunLifecycleStateV2State.TERMINATED);
  }

  private static TerminationCodeCode code(Run run) {
    return run.getStatus().getTerminationDetails().getCode();
  }

  private static long firstTask(Run run) {
    return run.getTasks().iterator().next().getRunId();
  }

  @Test
  void aNotebookRunsAndHandsBackItsExitValue() {
    Run run = ended(submit("notebook", notebook()));
    assertThat(code(run)).isEqualTo(TerminationCodeCode.SUCCESS);
    assertThat(trainer.jobs().getRunOutput(firstTask(run)).getNotebookOutput().getResult())
        .isEqualTo("6");
  }

  @Test
  void aSecondSubmitWithTheSameTokenReturnsTheFirstRun() {
    long first = submit("again", notebook());
    assertThat(submit("again", notebook())).isEqualTo(first);
    ended(first);
    assertThat(submit("again", notebook())).isEqualTo(first);
    assertThat(sandbox.send("GET", "/sandbox/effects", sandbox.adminToken(), "").body())
        .contains("\"again\":1");
  }

  @Test
  void aFailedTaskIsRepaired() {
    long runId = submit("repair", file("fail.py"));
    Run failed = ended(runId);
    assertThat(code(failed)).isEqualTo(TerminationCodeCode.RUN_EXECUTION_ERROR);
    assertThat(trainer.jobs().getRunOutput(firstTask(failed)).getError())
        .isEqualTo("ValueError: no luck");

    trainer.jobs().repairRun(new RepairRun().setRunId(runId).setRerunAllFailedTasks(true));
    assertThat(ended(runId).getTasks())
        .extracting(task -> task.getAttemptNumber())
        .contains(0L, 1L);
    assertThatThrownBy(
            () ->
                trainer
                    .jobs()
                    .repairRun(new RepairRun().setRunId(runId).setRerunAllFailedTasks(true)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("latest repair ID");
  }

  @Test
  void aCancelledRunEndsAsCancelled() {
    long runId = submit("cancel", file("sleep.py"));
    assertThat(trainer.jobs().listRuns(new ListRunsRequest().setActiveOnly(true)))
        .extracting(run -> run.getRunId())
        .contains(runId);
    trainer.jobs().cancelRun(runId);
    assertThat(code(ended(runId))).isEqualTo(TerminationCodeCode.USER_CANCELED);
  }

  @Test
  void errorsArriveAsTheSdksOwn() {
    assertThatThrownBy(() -> trainer.jobs().getRun(1L)).isInstanceOf(ResourceDoesNotExist.class);
    long runId = submit("mine", notebook());
    var deployer = sandbox.client(DEPLOYER);
    assertThatThrownBy(() -> deployer.jobs().getRun(runId)).isInstanceOf(PermissionDenied.class);
    ended(runId);
  }

  private static void ask(String path, String kind) {
    sandbox.send(
        "POST",
        "/sandbox/faults",
        sandbox.adminToken(),
        """
        {"match": {"path": "%s"}, "times": 1, "fault": {"kind": "%s"}}
        """
            .formatted(path, kind));
  }

  @Test
  void aLostConnectionIsAnErrorAndTheEffectIsThereOrNotAsAskedFor() {
    for (String kind : List.of("reply-lost", "reset-before")) {
      ask("/api/2.2/jobs/runs/submit", kind);
      assertThatThrownBy(() -> submit(kind, notebook()))
          .isInstanceOfSatisfying(
              DatabricksError.class,
              error -> assertThat(error.getErrorCode()).isEqualTo("IO_ERROR"));
    }
    assertThat(sandbox.send("GET", "/sandbox/effects", sandbox.adminToken(), "").body())
        .contains("\"reply-lost\":1")
        .doesNotContain("reset-before");
    ended(submit("reply-lost", notebook()));
  }

  @Test
  void aRevokedTokenIsRefusedAndAnotherIsNot() {
    ask("/api/2.0/preview/scim/v2/Me", "token-revoked");
    var other = sandbox.client(TRAINER);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> other.currentUser().me(new MeRequest()))
          .isInstanceOf(Unauthenticated.class);
    }
    assertThat(trainer.currentUser().me(new MeRequest()).getUserName()).isEqualTo(TRAINER);
  }

  @Test
  void usersAreListedToTheEnd() {
    var users = trainer.users().list(new ListUsersRequest().setCount(1L));
    assertThat(users)
        .extracting(user -> user.getUserName())
        .containsExactlyInAnyOrder(
            "data-scientist@example.com", "guest@example.com", "ml-lead@example.com");
  }
}
