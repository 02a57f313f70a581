package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.tasks.GitSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as it was asked for: the body of {@code runs/submit}. */
public record RunSpec(
    @Nullable String runName,
    @Nullable String idempotencyToken,
    @Nullable RunAs runAs,
    @Nullable List<Access> accessControlList,
    @Nullable Long timeoutSeconds,
    @Nullable GitSource gitSource,
    @Nullable List<TaskSpec> tasks,
    @Nullable List<Environment> environments,
    @Nullable Map<String, String> tags) {

  /** Whom the tasks run as; one of the names. */
  public record RunAs(@Nullable String userName, @Nullable String servicePrincipalName) {}

  /** Who may see or manage the run. */
  public record Access(
      @Nullable String userName,
      @Nullable String groupName,
      @Nullable String servicePrincipalName,
      String permissionLevel) {

    /** The principal or group it is given to. */
    String principal() {
      if (userName != null) {
        return userName;
      }
      return groupName != null ? groupName : String.valueOf(servicePrincipalName);
    }
  }

  /** A serverless environment; the sandbox runs every task in its own Python environment. */
  public record Environment(String environmentKey, @Nullable JsonNode spec) {}

  List<TaskSpec> taskList() {
    return tasks == null ? List.of() : tasks;
  }

  RunSpec from(GitSource source) {
    return new RunSpec(
        runName,
        idempotencyToken,
        runAs,
        accessControlList,
        timeoutSeconds,
        source,
        tasks,
        environments,
        tags);
  }

  /** The same run with other parameters, where they are given. */
  public RunSpec with(@Nullable Map<String, String> notebook, @Nullable List<String> python) {
    return new RunSpec(
        runName,
        idempotencyToken,
        runAs,
        accessControlList,
        timeoutSeconds,
        gitSource,
        taskList().stream().map(task -> task.with(notebook, python)).toList(),
        environments,
        tags);
  }
}
