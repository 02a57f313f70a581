package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.tasks.TaskFolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What tasks handed back: {@code runs/get-output}. */
@Component
class RunOutputs {

  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private final RunFolders folders;
  private final RunViews views;
  private final JsonMapper json;

  RunOutputs(RunFolders folders, RunViews views, JsonMapper json) {
    this.folders = folders;
    this.views = views;
    this.json = json;
  }

  /** The output of the try at a task with this id, or of a run that has a single task. */
  ObjectNode of(Run run, long id) {
    Attempt attempt = run.attempt(id).orElseGet(() -> onlyTask(run));
    TaskSpec task = run.task(attempt.taskKey());
    TaskFolder folder = folders.of(run, attempt);
    TaskFolder.Result result = folder.result();
    ObjectNode output = json.createObjectNode();
    output.set("metadata", views.ofAttempt(run, attempt));
    if (task.notebookTask() == null) {
      addLogs(output, folder);
    } else {
      ObjectNode notebook = output.putObject("notebook_output");
      if (result.result() != null) {
        notebook.put("result", first(result.result()));
        notebook.put("truncated", result.result().length() > MOST_BYTES);
      }
    }
    addError(output, attempt, result);
    return output;
  }

  private static Attempt onlyTask(Run run) {
    if (run.latest().size() > 1) {
      throw ApiException.invalid(
          "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the"
              + " output of each individual task run instead.");
    }
    return run.latest().values().iterator().next();
  }

  private static void addLogs(ObjectNode output, TaskFolder folder) {
    TaskFolder.Tail tail = folder.logTail(MOST_BYTES);
    output.put("logs", tail.text());
    output.put("logs_truncated", tail.truncated());
  }

  private static void addError(ObjectNode output, Attempt attempt, TaskFolder.Result result) {
    if (result.error() != null) {
      output.put("error", result.error());
      output.put("error_trace", result.errorTrace());
    } else if (attempt.ending() != null && !attempt.ending().outcome().succeeded()) {
      output.put("error", attempt.ending().message());
    }
  }

  private static String first(String text) {
    return text.length() > MOST_BYTES ? text.substring(0, MOST_BYTES) : text;
  }
}
