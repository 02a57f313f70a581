package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.SandboxSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs as the Jobs API shows them. */
@Component
class RunViews {

  private final JsonMapper json;
  private final String host;

  RunViews(JsonMapper json, SandboxSettings settings) {
    this.json = json;
    this.host = settings.host().toString();
  }

  /** All of a run. */
  ObjectNode full(Run run, boolean withHistory) {
    ObjectNode view = base(run);
    view.set("tasks", tasks(run));
    if (run.spec().gitSource() != null) {
      view.set("git_source", json.valueToTree(run.spec().gitSource()));
    }
    if (run.spec().tags() != null) {
      view.set("tags", json.valueToTree(run.spec().tags()));
    }
    if (withHistory) {
      view.set("repair_history", history(run));
    }
    return view;
  }

  /** A run as an entry of a list. */
  ObjectNode base(Run run) {
    ObjectNode view = json.createObjectNode();
    view.put("job_id", run.jobId());
    view.put("run_id", run.runId());
    view.put("job_run_id", run.runId());
    view.put("number_in_job", run.runId());
    view.put("original_attempt_run_id", run.runId());
    view.put("attempt_number", 0);
    view.put("creator_user_name", run.creator());
    view.put("run_as", run.runAs());
    view.put("run_name", Runs.name(run.spec()));
    view.put("run_page_url", host + "/runs/" + run.runId());
    view.put("run_type", run.type());
    view.put("trigger", "ONE_TIME");
    view.put("format", "MULTI_TASK");
    view.put("start_time", run.startTime());
    view.put("setup_duration", 0);
    view.put("execution_duration", 0);
    view.put("cleanup_duration", 0);
    long end = run.ending() == null ? 0 : run.ending().at();
    view.put("end_time", end);
    view.put("run_duration", end == 0 ? 0 : end - run.startTime());
    RunStates.add(view, run);
    return view;
  }

  /** One try at a task, as if it were a run: what {@code runs/get} answers for its id. */
  ObjectNode ofAttempt(Run run, Attempt attempt) {
    ObjectNode view = base(run);
    view.setAll(task(run, attempt));
    view.put("job_run_id", run.runId());
    view.set("tasks", json.createArrayNode().add(task(run, attempt)));
    return view;
  }

  /** One entry for every try at every task, as on Databricks. */
  private ArrayNode tasks(Run run) {
    ArrayNode tasks = json.createArrayNode();
    run.attempts().forEach(attempt -> tasks.add(task(run, attempt)));
    return tasks;
  }

  private ObjectNode task(Run run, Attempt attempt) {
    ObjectNode view = json.valueToTree(run.task(attempt.taskKey()));
    view.put("run_id", attempt.runId());
    view.put("attempt_number", attempt.number());
    view.put("run_page_url", host + "/runs/" + run.runId() + "#" + attempt.runId());
    view.put("run_if", run.task(attempt.taskKey()).condition().name());
    if (run.spec().gitSource() != null) {
      view.set("git_source", json.valueToTree(run.spec().gitSource()));
    }
    addTimes(view, attempt);
    RunStates.add(view, attempt);
    return view;
  }

  private static void addTimes(ObjectNode view, Attempt attempt) {
    var times = attempt.times();
    long end = attempt.ending() == null ? 0 : attempt.ending().at();
    view.put("start_time", times.left() == 0 ? times.created() : times.left());
    view.put("queue_duration", times.left() == 0 ? 0 : times.left() - times.created());
    view.put("setup_duration", times.running() == 0 ? 0 : times.running() - times.left());
    view.put("execution_duration", times.running() == 0 || end == 0 ? 0 : end - times.running());
    view.put("cleanup_duration", 0);
    view.put("end_time", end);
  }

  private ArrayNode history(Run run) {
    ArrayNode history = json.createArrayNode();
    List<Run.Repair> repairs = run.repairs();
    history.add(
        item(
            run,
            null,
            run.startTime(),
            repairs.isEmpty() ? run.ending() : repairs.get(0).before()));
    for (int i = 0; i < repairs.size(); i++) {
      Run.Repair repair = repairs.get(i);
      Ending ending = i + 1 < repairs.size() ? repairs.get(i + 1).before() : run.ending();
      history.add(item(run, repair.id(), repair.startTime(), ending));
    }
    return history;
  }

  private ObjectNode item(
      Run run, @Nullable Long repairId, long startTime, @Nullable Ending ending) {
    ObjectNode item = json.createObjectNode();
    item.put("type", repairId == null ? "ORIGINAL" : "REPAIR");
    if (repairId != null) {
      item.put("id", repairId);
    }
    item.put("start_time", startTime);
    item.put("end_time", ending == null ? 0 : ending.at());
    RunStates.add(item, run.phase(), ending);
    ArrayNode tasks = item.putArray("task_run_ids");
    run.attempts().stream()
        .filter(attempt -> Objects.equals(attempt.repairId(), repairId))
        .forEach(attempt -> tasks.add(attempt.runId()));
    return item;
  }
}
