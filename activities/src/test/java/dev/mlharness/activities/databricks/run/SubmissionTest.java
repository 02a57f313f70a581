package dev.mlharness.activities.databricks.run;

import static dev.mlharness.activities.databricks.run.Requests.ANY;
import static dev.mlharness.activities.databricks.run.Requests.NOTEBOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.compute.Environment;
import com.databricks.sdk.service.jobs.GitProvider;
import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobEnvironment;
import com.databricks.sdk.service.jobs.Source;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Compute.Serverless;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.run.Allowance;
import dev.mlharness.run.RunRequest;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private static final double DBU_PER_HOUR = 4;

  @Test
  void whatIsLeftOfABudgetLimitsTheRun() {
    assertThat(timeout(new Allowance(Duration.ofMinutes(30), null))).isEqualTo(1800);
    assertThat(timeout(new Allowance(null, 2.0))).isEqualTo(1800);
    assertThat(timeout(new Allowance(Duration.ofHours(100), 1000.0)))
        .as("the task's own is shorter")
        .isEqualTo(Duration.ofHours(6).toSeconds());
    assertThat(timeout(new Allowance(Duration.ofMillis(1), null))).as("0 is no limit").isEqualTo(1);
  }

  private static long timeout(Allowance allowance) {
    RunRequest plain = Requests.of(NOTEBOOK, ANY);
    RunRequest limited =
        new RunRequest(
            plain.access(),
            plain.name(),
            plain.idempotencyToken(),
            plain.task(),
            plain.compute(),
            plain.git(),
            plain.parameters(),
            plain.tags(),
            allowance);
    return form(limited).getTimeoutSeconds();
  }

  @Test
  void theRunIsMadeOnceAsTheRolesPrincipalAndNeverWithoutEnd() {
    SubmitRun form = form(NOTEBOOK, ANY);

    assertThat(form.getIdempotencyToken()).isEqualTo("token-1");
    assertThat(form.getRunAs().getServicePrincipalName()).isEqualTo(TestWorkspace.PRINCIPAL);
    assertThat(form.getTimeoutSeconds()).isEqualTo(6 * 3600);
    assertThat(form.getQueue().getEnabled()).isTrue();
    assertThat(form.getAccessControlList())
        .singleElement()
        .extracting(JobAccessControlRequest::getGroupName)
        .isEqualTo("ml-engineers");
  }

  @Test
  void theCodeIsThePinnedCommit() {
    SubmitRun form = form(NOTEBOOK, ANY);

    assertThat(form.getGitSource().getGitCommit()).isEqualTo("c0ffee");
    assertThat(form.getGitSource().getGitBranch()).isNull();
    assertThat(form.getGitSource().getGitProvider()).isEqualTo(GitProvider.GIT_HUB);
  }

  @Test
  void aNotebookGetsParametersByName() {
    SubmitTask task = task(NOTEBOOK, ANY);

    assertThat(task.getTaskKey()).isEqualTo("train");
    assertThat(task.getNotebookTask().getNotebookPath()).isEqualTo("notebooks/train");
    assertThat(task.getNotebookTask().getSource()).isEqualTo(Source.GIT);
    assertThat(task.getNotebookTask().getBaseParameters())
        .containsExactly(Map.entry("depth", "6"), Map.entry("mlharness_stage", "train"));
  }

  @Test
  void aPythonFileGetsParametersAsOptions() {
    SubmitTask task = task(Requests.python("src/train.py"), ANY);

    assertThat(task.getSparkPythonTask().getPythonFile()).isEqualTo("src/train.py");
    assertThat(task.getSparkPythonTask().getSource()).isEqualTo(Source.GIT);
    assertThat(task.getSparkPythonTask().getParameters())
        .containsExactly("--depth", "6", "--mlharness_stage", "train");
  }

  @Test
  void anAbsolutePathLiesInTheWorkspace() {
    SubmitTask task = task(Requests.task("/Shared/train", null), ANY);

    assertThat(task.getNotebookTask().getSource()).isEqualTo(Source.WORKSPACE);
  }

  @Test
  void tagsAreWhereOrphansAreLookedFor() {
    assertThat(task(NOTEBOOK, ANY).getDescription()).isEqualTo("mlharness_pipeline=fraud-1");
  }

  @Test
  void serverlessUsesTheRecipesEnvironmentAndTheRolesBudget() {
    var compute =
        new Compute(
            new Serverless(new Compute.Environment("3", List.of("scikit-learn==1.5.*"))), null);

    SubmitRun form = form(NOTEBOOK, compute);

    Environment environment = environment(form);
    assertThat(environment.getEnvironmentVersion()).isEqualTo("3");
    assertThat(environment.getDependencies()).containsExactly("scikit-learn==1.5.*");
    assertThat(form.getBudgetPolicyId()).isEqualTo("budget-1");
    assertThat(form.getTasks()).extracting(SubmitTask::getEnvironmentKey).containsOnly("default");
  }

  @Test
  void aNotebookMayDoWithoutAnEnvironment() {
    assertThat(form(NOTEBOOK, ANY).getEnvironments()).isNull();
  }

  @Test
  void aPythonFileMayNot() {
    assertThat(environment(form(Requests.python("a.py"), ANY)).getEnvironmentVersion())
        .isEqualTo("2");
  }

  @Test
  void aClusterIsThePassedOneUnderTheRolesPolicy() {
    SubmitTask task =
        task(
            NOTEBOOK,
            cluster(
                Map.of(
                    "spark_version",
                    "15.4.x-scala2.12",
                    "num_workers",
                    2,
                    "policy_id",
                    "one-of-my-own",
                    "custom_tags",
                    Map.of("team", "fraud", "mlharness_pipeline", "forged"))));

    assertThat(task.getNewCluster().getSparkVersion()).isEqualTo("15.4.x-scala2.12");
    assertThat(task.getNewCluster().getNumWorkers()).isEqualTo(2);
    assertThat(task.getNewCluster().getPolicyId()).isEqualTo("policy-1");
    assertThat(task.getNewCluster().getCustomTags())
        .isEqualTo(Map.of("team", "fraud", "mlharness_pipeline", "fraud-1"));
  }

  @Test
  void aMisspelledKeyOfAClusterIsNotLostInSilence() {
    assertThatThrownBy(() -> form(NOTEBOOK, cluster(Map.of("num_wrokers", 2))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("RECIPE_INVALID"))
        .hasMessageContaining("it has no key 'num_wrokers'");
  }

  @Test
  void aWrongValueOfAClusterIsNamed() {
    assertThatThrownBy(() -> form(NOTEBOOK, cluster(Map.of("num_workers", "two"))))
        .hasMessageContaining("'two' is not a Long");
  }

  @Test
  void aTaskWithoutCodeIsRefused() {
    assertThatThrownBy(() -> form(Requests.task(null, null), ANY))
        .hasMessageContaining("neither a notebook nor a Python file");
  }

  private static Compute cluster(Map<String, Object> cluster) {
    return new Compute(null, cluster);
  }

  private static SubmitRun form(StageTask task, Compute compute) {
    return form(Requests.of(task, compute));
  }

  private static SubmitRun form(RunRequest request) {
    return new Submission(request, TestWorkspace.ROLE, null, DBU_PER_HOUR, request.parameters())
        .form();
  }

  private static SubmitTask task(StageTask task, Compute compute) {
    return form(task, compute).getTasks().iterator().next();
  }

  private static Environment environment(SubmitRun form) {
    JobEnvironment environment = form.getEnvironments().iterator().next();
    return environment.getSpec();
  }
}
