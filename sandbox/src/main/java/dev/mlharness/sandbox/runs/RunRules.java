package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.tasks.GitSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be true of a run that is asked for; says what is not, and what was expected. */
final class RunRules {

  private static final int LONGEST_TOKEN = 64;
  private static final int MOST_TASKS = 100;
  private static final Pattern TASK_KEY = Pattern.compile("[\\w-]{1,100}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

  private RunRules() {}

  static void check(RunSpec spec) {
    checkToken(spec.idempotencyToken());
    List<TaskSpec> tasks = spec.taskList();
    require(
        !tasks.isEmpty() && tasks.size() <= MOST_TASKS,
        "tasks has %d entries; between 1 and 100 were expected.".formatted(tasks.size()));
    Set<String> keys = new HashSet<>();
    for (TaskSpec task : tasks) {
      checkTask(task, spec);
      require(
          keys.add(task.taskKey()), "Two tasks have the task_key '%s'.".formatted(task.taskKey()));
    }
    checkDependencies(tasks, keys);
    if (spec.gitSource() != null) {
      checkSource(spec.gitSource());
    }
  }

  private static void checkToken(@Nullable String token) {
    int length = token == null ? 0 : token.length();
    require(
        length <= LONGEST_TOKEN,
        "idempotency_token has %d characters; 64 are the most.".formatted(length));
  }

  private static void checkTask(TaskSpec task, RunSpec spec) {
    String key = task.taskKey();
    require(
        key != null && TASK_KEY.matcher(key).matches(),
        "task_key '%s' is not made of letters, digits, '-' and '_' (at most 100).".formatted(key));
    require(
        (task.notebookTask() == null) != (task.sparkPythonTask() == null),
        "Task '%s' must have one of notebook_task and spark_python_task; the sandbox runs no other."
            .formatted(key));
    checkFile(task, spec);
    checkEnvironment(task, spec);
  }

  private static void checkFile(TaskSpec task, RunSpec spec) {
    String key = task.taskKey();
    String file = task.file();
    require(file != null && !file.isBlank(), "Task '%s' names no file.".formatted(key));
    boolean fromGit = FileSources.isGit(task, spec.gitSource());
    require(
        !fromGit || spec.gitSource() != null,
        "Task '%s' has source GIT, but the run has no git_source.".formatted(key));
    require(
        fromGit != file.startsWith("/"),
        fromGit
            ? "Task '%s': '%s' must be a path inside the repository, as its source is GIT."
                .formatted(key, file)
            : "Task '%s': '%s' must start with '/', as its source is WORKSPACE."
                .formatted(key, file));
  }

  private static void checkEnvironment(TaskSpec task, RunSpec spec) {
    String wanted = task.environmentKey();
    if (wanted != null) {
      var known =
          spec.environments() == null ? List.<RunSpec.Environment>of() : spec.environments();
      require(
          known.stream().anyMatch(each -> wanted.equals(each.environmentKey())),
          "Task '%s' has environment_key '%s', which is not among environments."
              .formatted(task.taskKey(), wanted));
    }
  }

  private static void checkDependencies(List<TaskSpec> tasks, Set<String> keys) {
    Map<String, List<String>> open = new HashMap<>();
    for (TaskSpec task : tasks) {
      for (String dependency : task.dependencies()) {
        require(
            keys.contains(dependency),
            "Task '%s' depends on '%s', which is not among the tasks."
                .formatted(task.taskKey(), dependency));
      }
      open.put(task.taskKey(), task.dependencies());
    }
    boolean smaller = true;
    while (smaller) {
      smaller = open.values().removeIf(needs -> needs.stream().noneMatch(open::containsKey));
    }
    require(open.isEmpty(), "Tasks %s depend on each other in a circle.".formatted(open.keySet()));
  }

  private static void checkSource(GitSource source) {
    require(
        source.gitUrl() != null && !source.gitUrl().startsWith("-"),
        "git_source.git_url is '%s'.".formatted(source.gitUrl()));
    long references =
        Stream.of(source.gitBranch(), source.gitTag(), source.gitCommit())
            .filter(Objects::nonNull)
            .count();
    require(
        references == 1,
        "git_source must have one of git_branch, git_tag and git_commit; it has %d."
            .formatted(references));
    String commit = source.gitCommit();
    if (commit != null) {
      require(
          COMMIT.matcher(commit).matches(),
          "git_source.git_commit '%s' is no commit hash.".formatted(commit));
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ApiException.invalid(otherwise);
    }
  }
}
