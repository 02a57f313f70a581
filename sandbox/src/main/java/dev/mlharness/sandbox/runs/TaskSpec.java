package dev.mlharness.sandbox.runs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task as it was asked for.
 *
 * @param other what the sandbox has no use for and only shows again, such as clusters and libraries
 */
public record TaskSpec(
    String taskKey,
    @Nullable List<Dependency> dependsOn,
    @Nullable RunIf runIf,
    @Nullable NotebookTask notebookTask,
    @Nullable SparkPythonTask sparkPythonTask,
    @Nullable String environmentKey,
    @Nullable Long timeoutSeconds,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> other) {

  public TaskSpec {
    other = other == null ? Map.of() : Map.copyOf(other);
  }

  /** A task that must have ended before. */
  public record Dependency(String taskKey) {}

  /** Runs a notebook with its parameters as widgets. */
  public record NotebookTask(
      String notebookPath, @Nullable String source, @Nullable Map<String, String> baseParameters) {}

  /** Runs a Python file with its parameters as arguments. */
  public record SparkPythonTask(
      String pythonFile, @Nullable String source, @Nullable List<String> parameters) {}

  /** The keys of the tasks that must have ended before. */
  List<String> dependencies() {
    return dependsOn == null ? List.of() : dependsOn.stream().map(Dependency::taskKey).toList();
  }

  RunIf condition() {
    return runIf == null ? RunIf.ALL_SUCCESS : runIf;
  }

  /** The file or notebook, as the request names it. */
  String file() {
    if (notebookTask != null) {
      return notebookTask.notebookPath;
    }
    return sparkPythonTask == null ? "" : sparkPythonTask.pythonFile;
  }

  @Nullable String source() {
    if (notebookTask != null) {
      return notebookTask.source;
    }
    return sparkPythonTask == null ? null : sparkPythonTask.source;
  }

  /** The same task with other parameters, where they are given. */
  TaskSpec with(@Nullable Map<String, String> notebook, @Nullable List<String> python) {
    var withNotebook =
        notebookTask == null || notebook == null
            ? notebookTask
            : new NotebookTask(
                notebookTask.notebookPath,
                notebookTask.source,
                Parameters.overlaid(notebookTask.baseParameters, notebook));
    var withPython =
        sparkPythonTask == null || python == null
            ? sparkPythonTask
            : new SparkPythonTask(sparkPythonTask.pythonFile, sparkPythonTask.source, python);
    return new TaskSpec(
        taskKey, dependsOn, runIf, withNotebook, withPython, environmentKey, timeoutSeconds, other);
  }
}
