package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.GetRunOutputRequest;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.ListRunsResponse;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunType;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads runs of one workspace, within its budget. Every call may throw what calls throw. */
final class RunReader {
  /** The most that Databricks gives. */
  private static final long PAGE = 25;

  private final String workspace;
  private final WorkspaceClients clients;
  private final Budget budget;
  private final Sleeper sleeper;
  private final WatchMetrics metrics;

  RunReader(
      String workspace,
      WorkspaceClients clients,
      Budget budget,
      Sleeper sleeper,
      WatchMetrics metrics) {
    this.workspace = workspace;
    this.clients = clients;
    this.budget = budget;
    this.sleeper = sleeper;
    this.metrics = metrics;
  }

  /** The runs that are active now, as this role sees them. All of them, or it throws. */
  Active active(Access access) throws InterruptedException {
    Map<Long, BaseRun> runs = new HashMap<>();
    int pages = 0;
    String token = null;
    do {
      ListRunsResponse page = page(access, token);
      pages++;
      Collection<BaseRun> some = Objects.requireNonNullElse(page.getRuns(), List.of());
      some.forEach(run -> runs.put(run.getRunId(), run));
      token = page.getNextPageToken();
    } while (token != null && !token.isEmpty());
    return new Active(runs, pages);
  }

  private ListRunsResponse page(Access access, @Nullable String token) throws InterruptedException {
    ListRunsRequest request =
        new ListRunsRequest()
            .setActiveOnly(true)
            .setRunType(RunType.SUBMIT_RUN)
            .setLimit(PAGE)
            .setPageToken(token);
    return call(
        access, "list", "Listing active runs", client -> client.jobs().impl().listRuns(request));
  }

  /**
   * @param history whether to read the repairs too
   */
  Run get(Access access, long runId, boolean history) throws InterruptedException {
    GetRunRequest request = new GetRunRequest().setRunId(runId).setIncludeHistory(history);
    return call(access, "get", "Reading run " + runId, client -> client.jobs().getRun(request));
  }

  RunOutput output(Access access, long taskRunId) throws InterruptedException {
    GetRunOutputRequest request = new GetRunOutputRequest().setRunId(taskRunId);
    return call(
        access,
        "output",
        "Reading the output of task run " + taskRunId,
        client -> client.jobs().getRunOutput(request));
  }

  private <T> T call(Access access, String api, String what, WorkspaceClients.Call<T> call)
      throws InterruptedException {
    sleeper.sleep(budget.take());
    boolean succeeded = false;
    try {
      T answer = clients.call(access, what, call);
      succeeded = true;
      return answer;
    } catch (ApplicationFailure failure) {
      if (Thread.interrupted()) {
        throw new InterruptedException("this worker stops");
      }
      Duration wait = failure.getNextRetryDelay();
      if (wait != null) {
        budget.hold(wait);
      }
      throw failure;
    } finally {
      metrics.called(workspace, api, succeeded);
    }
  }

  /**
   * @param pages how many requests it took to list them
   */
  record Active(Map<Long, BaseRun> runs, int pages) {}

  /** How to wait. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }
}
