package dev.mlharness.activities.databricks;

import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.StatementParameterListItem;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs single statements on the SQL warehouse of a workspace. */
public final class SqlStatements {
  /**
   * Shorter than the deadline of a request, so that the answer is the server's and not a time-out.
   */
  private static final String WAIT = "15s";

  /**
   * With the last request, shorter than the longest that a reading activity may take: what gives up
   * by itself cancels its statement.
   */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Pattern PLAIN = Pattern.compile("\\w+");

  private final Workspaces workspaces;
  private final WorkspaceClients clients;

  public SqlStatements(Workspaces workspaces, WorkspaceClients clients) {
    this.workspaces = workspaces;
    this.clients = clients;
  }

  /**
   * Runs a statement to its end.
   *
   * @param what the statement in a message, as a gerund with its object
   * @return an answer that succeeded or failed
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when the workspace has no
   *     warehouse; {@code UNAVAILABLE} when it takes too long
   */
  public StatementResponse execute(
      Access access, String what, String statement, List<StatementParameterListItem> parameters) {
    ExecuteStatementRequest request =
        new ExecuteStatementRequest()
            .setStatement(statement)
            .setParameters(parameters.isEmpty() ? null : parameters)
            .setWarehouseId(warehouse(access, what))
            .setWaitTimeout(WAIT)
            .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CONTINUE);
    long begun = System.nanoTime();
    StatementResponse answer =
        clients.call(access, what, client -> client.statementExecution().executeStatement(request));
    String id = answer.getStatementId();
    while (isOpen(answer) && System.nanoTime() - begun < LONGEST.toNanos()) {
      pause(what);
      answer = clients.call(access, what, client -> client.statementExecution().getStatement(id));
    }
    StatementState state = answer.getStatus().getState();
    if (state != StatementState.SUCCEEDED && state != StatementState.FAILED) {
      cancel(access, what, id);
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "%s: the SQL warehouse did not answer in time (%s); it may be starting, or the statement is slow. It is asked again."
              .formatted(what, state));
    }
    return answer;
  }

  /** A name of several levels, as SQL takes it. */
  public static String quoted(String table) {
    return Pattern.compile("\\.")
        .splitAsStream(table)
        .map(part -> PLAIN.matcher(part).matches() ? part : "`" + part.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }

  private String warehouse(Access access, String what) {
    Workspace workspace = workspaces.of(access);
    String warehouse = workspace.warehouseId();
    if (warehouse == null) {
      throw Failures.of(
          FailureType.HELD,
          "Workspace '%s' has no SQL warehouse configured, which is needed: %s. Set warehouse-id of the workspace in the worker's configuration."
              .formatted(workspace.name(), what));
    }
    return warehouse;
  }

  private static boolean isOpen(StatementResponse answer) {
    StatementState state = answer.getStatus().getState();
    return state == StatementState.PENDING || state == StatementState.RUNNING;
  }

  private void cancel(Access access, String what, String id) {
    clients.call(
        access,
        what + ", given up",
        client -> {
          client
              .statementExecution()
              .cancelExecution(new CancelExecutionRequest().setStatementId(id));
          return id;
        });
  }

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(FailureType.UNAVAILABLE, what + ": this worker stops; another asks again");
    }
  }
}
