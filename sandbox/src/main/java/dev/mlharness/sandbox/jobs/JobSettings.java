package dev.mlharness.sandbox.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mlharness.sandbox.runs.RunSpec;
import dev.mlharness.sandbox.runs.RunSpec.Access;
import dev.mlharness.sandbox.runs.RunSpec.Environment;
import dev.mlharness.sandbox.runs.RunSpec.RunAs;
import dev.mlharness.sandbox.runs.TaskSpec;
import dev.mlharness.sandbox.tasks.GitSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as it was described: the body of {@code jobs/create}. */
record JobSettings(
    @Nullable String name,
    @Nullable RunAs runAs,
    @Nullable List<Access> accessControlList,
    @Nullable Long timeoutSeconds,
    @Nullable GitSource gitSource,
    @Nullable List<TaskSpec> tasks,
    @Nullable List<Environment> environments,
    @Nullable List<Parameter> parameters,
    @Nullable Map<String, String> tags) {

  /** A parameter of the job, which notebooks see as a widget. */
  record Parameter(String name, @JsonProperty("default") String defaultValue) {}

  /** The name of whom its runs run as, if {@code creator} made the job. */
  String runAs(String creator) {
    if (runAs == null) {
      return creator;
    }
    String name =
        runAs.servicePrincipalName() == null ? runAs.userName() : runAs.servicePrincipalName();
    return name == null ? creator : name;
  }

  /** The run that the job stands for, started with these parameters. */
  RunSpec run(RunNowRequest now) {
    Map<String, String> notebook = new LinkedHashMap<>();
    if (parameters != null) {
      parameters.forEach(each -> notebook.put(each.name, each.defaultValue));
    }
    notebook.putAll(now.jobParameters() == null ? Map.of() : now.jobParameters());
    notebook.putAll(now.notebookParams() == null ? Map.of() : now.notebookParams());
    var spec =
        new RunSpec(
            name,
            now.idempotencyToken(),
            runAs,
            accessControlList,
            timeoutSeconds,
            gitSource,
            tasks,
            environments,
            tags);
    return spec.with(notebook, now.pythonParams());
  }

  /** These settings, with those of {@code change} in place of theirs. */
  JobSettings updatedBy(JobSettings change) {
    return new JobSettings(
        or(change.name, name),
        or(change.runAs, runAs),
        or(change.accessControlList, accessControlList),
        or(change.timeoutSeconds, timeoutSeconds),
        or(change.gitSource, gitSource),
        or(change.tasks, tasks),
        or(change.environments, environments),
        or(change.parameters, parameters),
        or(change.tags, tags));
  }

  private static <T> @Nullable T or(@Nullable T change, @Nullable T present) {
    return change == null ? present : change;
  }
}
