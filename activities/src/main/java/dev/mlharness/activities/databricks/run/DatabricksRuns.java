package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.jobs.CancelRun;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.RepairHistoryItem;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitRunResponse;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.databricks.watch.Repairs;
import dev.mlharness.activities.databricks.watch.RunStates;
import dev.mlharness.activities.databricks.watch.RunWatcher;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.run.RunActivities;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Job runs of Databricks. */
public final class DatabricksRuns implements RunActivities {
  private static final Logger log = LoggerFactory.getLogger(DatabricksRuns.class);

  private static final String WAREHOUSE = "warehouse_id";

  private final Workspaces workspaces;
  private final WorkspaceClients clients;
  private final RunWatcher watcher;

  public DatabricksRuns(Workspaces workspaces, WorkspaceClients clients, RunWatcher watcher) {
    this.workspaces = workspaces;
    this.clients = clients;
    this.watcher = watcher;
  }

  @Override
  public RunHandle submit(RunRequest request) {
    Access access = request.access();
    SubmitRun submission =
        new Submission(
                request,
                workspaces.role(access),
                operatorPrincipal(access),
                workspaces.of(access).dbuPerHour(),
                parameters(request))
            .form();
    SubmitRunResponse answer =
        clients.call(
            access,
            "Submitting run '" + request.name() + "'",
            client -> client.jobs().submit(submission).getResponse());
    Run run = read(access, answer.getRunId());
    log.info("Run {} is '{}': {}", run.getRunId(), request.name(), run.getRunPageUrl());
    return new RunHandle(access, answer.getRunId(), run.getRunPageUrl(), Repairs.of(run).size());
  }

  private @Nullable String operatorPrincipal(Access access) {
    return workspaces
        .operator(access)
        .map(operator -> workspaces.role(operator).servicePrincipal())
        .orElse(null);
  }

  /** Tasks read tables through the workspace's warehouse, which recipes need not know. */
  private Map<String, String> parameters(RunRequest request) {
    Map<String, String> parameters = new TreeMap<>(request.parameters());
    String warehouse = workspaces.of(request.access()).warehouseId();
    if (warehouse != null) {
      parameters.putIfAbsent(WAREHOUSE, warehouse);
    }
    return parameters;
  }

  @Override
  @SuppressWarnings("NullAway") // Temporal ignores what an activity returns that completes later.
  public RunResult watch(RunHandle run) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    context.doNotCompleteOnReturn();
    watcher.watch(run, context.getTaskToken(), context.getInfo().getHeartbeatTimeout());
    return null;
  }

  @Override
  public void cancel(RunHandle run) {
    try {
      cancel(run.access(), run.runId());
    } catch (ApplicationFailure failure) {
      Optional<Access> operator = workspaces.operator(run.access());
      if (!isOf(failure, FailureType.IDENTITY_REVOKED) || operator.isEmpty()) {
        throw failure;
      }
      log.warn(
          "Run {} is cancelled by the operator: {}", run.runId(), failure.getOriginalMessage());
      cancel(operator.get(), run.runId());
    }
  }

  private void cancel(Access access, long runId) {
    CancelRun request = new CancelRun().setRunId(runId);
    try {
      clients.call(access, "Cancelling run " + runId, client -> client.jobs().cancelRun(request));
    } catch (ApplicationFailure failure) {
      if (isOf(failure, FailureType.UNAVAILABLE) || !isOver(access, runId)) {
        throw failure;
      }
    }
  }

  /** Whether it has ended, or is there no more. */
  private boolean isOver(Access access, long runId) {
    try {
      return RunStates.of(read(access, runId)).ended();
    } catch (ApplicationFailure failure) {
      if (isOf(failure, FailureType.NOT_FOUND)) {
        return true;
      }
      throw failure;
    }
  }

  @Override
  public RunHandle repair(RunHandle handle) {
    List<RepairHistoryItem> repairs = Repairs.of(read(handle.access(), handle.runId()));
    if (repairs.size() <= handle.repairs()) {
      RepairRun request =
          new RepairRun()
              .setRunId(handle.runId())
              .setRerunAllFailedTasks(true)
              .setLatestRepairId(
                  repairs.isEmpty() ? null : repairs.get(repairs.size() - 1).getId());
      clients.call(
          handle.access(),
          "Repairing run " + handle.runId(),
          client -> client.jobs().repairRun(request).getResponse());
    }
    return new RunHandle(handle.access(), handle.runId(), handle.url(), handle.repairs() + 1);
  }

  private Run read(Access access, long runId) {
    GetRunRequest request = new GetRunRequest().setRunId(runId).setIncludeHistory(true);
    return clients.call(access, "Reading run " + runId, client -> client.jobs().getRun(request));
  }

  private static boolean isOf(ApplicationFailure failure, FailureType type) {
    return failure.getType().equals(type.name());
  }
}
