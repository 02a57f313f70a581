package dev.mlharness.activities.databricks;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.jobs.NotebookOutput;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RepairHistoryItem;
import com.databricks.sdk.service.jobs.RepairHistoryItemType;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import com.databricks.sdk.service.jobs.RunTask;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs in memory, as the Jobs API shows them. Each has one task, whose id is the run's negated. */
public final class FakeJobs implements ResponseDefinitionTransformerV2 {
  static final String NAME = "fake-jobs";
  private static final int PAGE = 25;

  private final ObjectMapper json = SerDeUtils.createMapper();
  private final Map<Long, Run> runs = new ConcurrentSkipListMap<>();
  private final Map<String, Long> byToken = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(1_000);

  /** A run that is active. */
  public long start(String name) {
    long id = ids.incrementAndGet();
    RunTask task =
        new RunTask().setTaskKey("train").setRunId(-id).setNotebookTask(new NotebookTask());
    runs.put(
        id,
        new Run()
            .setRunId(id)
            .setRunName(name)
            .setStartTime(System.currentTimeMillis())
            .setRunPageUrl("https://example.com/runs/" + id)
            .setState(new RunState().setLifeCycleState(RunLifeCycleState.RUNNING))
            .setStatus(new RunStatus().setState(RunLifecycleStateV2State.RUNNING))
            .setTasks(List.of(task)));
    return id;
  }

  public void end(long id, RunResultState result) {
    Run run = get(id);
    RunState state =
        new RunState()
            .setLifeCycleState(RunLifeCycleState.TERMINATED)
            .setResultState(result)
            .setStateMessage("it is " + result);
    RunStatus status = new RunStatus().setState(RunLifecycleStateV2State.TERMINATED);
    run.getTasks().forEach(task -> task.setState(state).setStatus(status));
    run.setState(state).setStatus(status).setEndTime(System.currentTimeMillis());
  }

  public void vanish(long id) {
    runs.remove(id);
  }

  public Run get(long id) {
    Run run = runs.get(id);
    if (run == null) {
      throw new AssertionError("no run " + id);
    }
    return run;
  }

  public int count() {
    return runs.size();
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  /** With the parameter {@code lost} the effect happens, and the connection breaks. */
  @Override
  public ResponseDefinition transform(ServeEvent event) {
    ResponseDefinition answer = answer(event.getRequest());
    boolean lost = event.getTransformerParameters().containsKey("lost");
    return lost
        ? new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER).build()
        : answer;
  }

  private ResponseDefinition answer(Request request) {
    String path = request.getUrl().replaceAll("\\?.*", "").replaceAll(".*/", "");
    try {
      return switch (path) {
        case "submit" -> ok(submit(json.readTree(request.getBody())));
        case "get" -> known(id(request), run -> run);
        case "get-output" -> known(-id(request), FakeJobs::output);
        case "list" -> ok(list(number(request, "page_token", 0)));
        case "cancel" -> cancel(json.readTree(request.getBody()).path("run_id").asLong());
        case "repair" -> repair(json.readTree(request.getBody()));
        default -> status(404, "ENDPOINT_NOT_FOUND", path);
      };
    } catch (IOException e) {
      return status(400, "MALFORMED_REQUEST", String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Long> submit(JsonNode form) {
    long id =
        byToken.computeIfAbsent(
            form.path("idempotency_token").asText(),
            token -> start(form.path("run_name").asText()));
    return Map.of("run_id", id);
  }

  private Map<String, Object> list(long from) {
    List<Run> active =
        runs.values().stream()
            .filter(run -> run.getStatus().getState() != RunLifecycleStateV2State.TERMINATED)
            .filter(run -> run.getRunId() > from)
            .limit(PAGE + 1)
            .toList();
    if (active.size() <= PAGE) {
      return Map.of("runs", active);
    }
    List<Run> page = active.subList(0, PAGE);
    return Map.of("runs", page, "next_page_token", page.get(PAGE - 1).getRunId().toString());
  }

  private ResponseDefinition cancel(long id) throws JsonProcessingException {
    if (!runs.containsKey(id)) {
      return status(404, "RESOURCE_DOES_NOT_EXIST", "no run " + id);
    }
    if (get(id).getStatus().getState() == RunLifecycleStateV2State.TERMINATED) {
      return status(400, "INVALID_STATE", "run " + id + " has ended");
    }
    end(id, RunResultState.CANCELED);
    return ok(Map.of());
  }

  private ResponseDefinition repair(JsonNode form) throws JsonProcessingException {
    Run run = get(form.path("run_id").asLong());
    List<RepairHistoryItem> history =
        run.getRepairHistory() == null
            ? new ArrayList<>()
            : new ArrayList<>(run.getRepairHistory());
    long latest = history.isEmpty() ? 0 : history.get(history.size() - 1).getId();
    if (form.path("latest_repair_id").asLong() != latest) {
      return status(409, "RESOURCE_CONFLICT", "the latest repair is " + latest);
    }
    history.add(
        new RepairHistoryItem()
            .setId(ids.incrementAndGet())
            .setStartTime(System.currentTimeMillis())
            .setType(RepairHistoryItemType.REPAIR));
    run.setRepairHistory(history);
    run.setStatus(new RunStatus().setState(RunLifecycleStateV2State.RUNNING));
    return ok(Map.of("repair_id", history.get(history.size() - 1).getId()));
  }

  private static RunOutput output(Run run) {
    if (run.getState().getResultState() == RunResultState.SUCCESS) {
      return new RunOutput().setNotebookOutput(new NotebookOutput().setResult("{\"f1\": 0.9}"));
    }
    return new RunOutput().setError("ValueError: no data");
  }

  private interface View {
    Object of(Run run);
  }

  private ResponseDefinition known(long id, View view) throws JsonProcessingException {
    Run run = runs.get(id);
    return run == null
        ? status(404, "RESOURCE_DOES_NOT_EXIST", "Run " + id + " does not exist.")
        : ok(view.of(run));
  }

  private static long id(Request request) {
    return number(request, "run_id", 0);
  }

  private static long number(Request request, String name, long otherwise) {
    QueryParameter parameter = request.queryParameter(name);
    return parameter.isPresent() ? Long.parseLong(parameter.firstValue()) : otherwise;
  }

  private ResponseDefinition ok(@Nullable Object body) throws JsonProcessingException {
    return answer(200, json.writeValueAsString(body));
  }

  private static ResponseDefinition status(int status, String code, String message) {
    return answer(status, "{\"error_code\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }

  private static ResponseDefinition answer(int status, String body) {
    return new ResponseDefinitionBuilder()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body)
        .build();
  }
}
