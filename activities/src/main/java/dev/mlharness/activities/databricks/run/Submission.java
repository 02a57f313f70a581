package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.jobs.GitSource;
import com.databricks.sdk.service.jobs.JobRunAs;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.Source;
import com.databricks.sdk.service.jobs.SparkPythonTask;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.run.Allowance;
import dev.mlharness.run.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request in the words of the Databricks Jobs API.
 *
 * @param operator the service principal that may cancel it when the role no longer can
 * @param dbuPerHour what an hour counts for in a budget; null when nobody said
 * @param parameters the request's own and those of the workspace
 */
record Submission(
    RunRequest request,
    Role role,
    @Nullable String operator,
    @Nullable Double dbuPerHour,
    Map<String, String> parameters) {
  private static final String STAGE = "mlharness_stage";

  SubmitRun form() {
    SubmitTask task = task();
    SubmitRun form =
        new SubmitRun()
            .setRunName(request.name())
            .setIdempotencyToken(request.idempotencyToken())
            .setRunAs(new JobRunAs().setServicePrincipalName(role.servicePrincipal()))
            .setAccessControlList(new RunAccess(role.runs(), operator).entries())
            .setTimeoutSeconds(timeout().toSeconds())
            .setQueue(new QueueSettings().setEnabled(true))
            .setTasks(List.of(task));
    if (request.git() != null) {
      form.setGitSource(gitSource(request.git()));
    }
    new TaskCompute(request, role).applyTo(form, task);
    return form;
  }

  /** The task's own, unless what is left of the budget ends sooner. */
  private Duration timeout() {
    Duration timeout = request.task().timeout();
    Allowance allowance = request.allowance();
    if (allowance == null) {
      return timeout;
    }
    if (allowance.time() != null) {
      timeout = shorter(timeout, allowance.time());
    }
    if (allowance.dbu() != null && dbuPerHour != null) {
      double seconds = allowance.dbu() / dbuPerHour * Duration.ofHours(1).toSeconds();
      timeout = shorter(timeout, Duration.ofSeconds(Math.round(seconds)));
    }
    // Zero would be no limit at all.
    return timeout.toSeconds() < 1 ? Duration.ofSeconds(1) : timeout;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private SubmitTask task() {
    // One-off runs have no tags. Who looks for orphans finds them by this description.
    String tags =
        new TreeMap<>(request.tags())
            .entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(" "));
    SubmitTask task =
        new SubmitTask().setTaskKey(parameters.getOrDefault(STAGE, "task")).setDescription(tags);
    StageTask stage = request.task();
    if (stage.notebook() != null) {
      return task.setNotebookTask(notebook(stage.notebook()));
    }
    if (stage.python() != null) {
      return task.setSparkPythonTask(python(stage.python().file()));
    }
    throw Failures.of(
        FailureType.RECIPE_INVALID,
        "Run '%s' has neither a notebook nor a Python file. Name one in the recipe's stage."
            .formatted(request.name()));
  }

  private NotebookTask notebook(String path) {
    return new NotebookTask()
        .setNotebookPath(path)
        .setSource(sourceOf(path))
        .setBaseParameters(new TreeMap<>(parameters));
  }

  private SparkPythonTask python(String file) {
    List<String> arguments =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .flatMap(parameter -> Stream.of("--" + parameter.getKey(), parameter.getValue()))
                .toList();
    return new SparkPythonTask()
        .setPythonFile(file)
        .setSource(sourceOf(file))
        .setParameters(arguments);
  }

  /** An absolute path lies in the workspace, any other in the repository. */
  private static Source sourceOf(String path) {
    return path.startsWith("/") ? Source.WORKSPACE : Source.GIT;
  }

  private static GitSource gitSource(GitPin git) {
    return new GitSource()
        .setGitUrl(git.url())
        .setGitProvider(GitProviders.of(git.url()))
        .setGitCommit(git.commit());
  }
}
