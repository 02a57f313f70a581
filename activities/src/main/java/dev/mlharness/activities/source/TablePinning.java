package dev.mlharness.activities.source;

import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.recipe.DataSet;
import java.util.regex.Pattern;

/** Asks a Delta table's history for its newest version. */
final class TablePinning {
  /**
   * Shorter than the deadline of a request, so that the answer is the server's and not a time-out.
   */
  private static final String WAIT = "15s";

  private static final Pattern PLAIN = Pattern.compile("\\w+");

  private final WorkspaceClients clients;

  TablePinning(WorkspaceClients clients) {
    this.clients = clients;
  }

  /**
   * @param table the full name of a table
   * @param wanted a number, or {@code latest}
   * @return a version that the table has
   */
  String pin(Access access, Workspace workspace, String table, String wanted) {
    long newest = newest(access, workspace, table);
    if (wanted.equals(DataSet.LATEST)) {
      return Long.toString(newest);
    }
    if (Long.parseLong(wanted) > newest) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "Table %s has no version %s; its newest is %d. Mend the version under data."
              .formatted(table, wanted, newest));
    }
    return wanted;
  }

  private long newest(Access access, Workspace workspace, String table) {
    String warehouse = workspace.warehouseId();
    if (warehouse == null) {
      throw Failures.of(
          FailureType.HELD,
          "Workspace '%s' has no SQL warehouse configured, which is needed to read the history of %s. Set warehouse-id of the workspace in the worker's configuration."
              .formatted(workspace.name(), table));
    }
    StatementResponse answer =
        clients.call(
            access,
            "Reading the history of " + table,
            client ->
                client
                    .statementExecution()
                    .executeStatement(
                        new ExecuteStatementRequest()
                            .setStatement("DESCRIBE HISTORY " + quoted(table) + " LIMIT 1")
                            .setWarehouseId(warehouse)
                            .setWaitTimeout(WAIT)
                            .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CANCEL)));
    return version(table, answer);
  }

  private static long version(String table, StatementResponse answer) {
    StatementState state = answer.getStatus().getState();
    if (state == StatementState.SUCCEEDED) {
      // DESCRIBE HISTORY: the first column is the version, the newest comes first.
      return Long.parseLong(answer.getResult().getDataArray().iterator().next().iterator().next());
    }
    if (state == StatementState.FAILED) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "The history of %s cannot be read: %s. Check the name under data, and that the role may SELECT from it."
              .formatted(table, answer.getStatus().getError().getMessage()));
    }
    throw Failures.of(
        FailureType.UNAVAILABLE,
        "The SQL warehouse did not answer within %s (%s); it may be starting. It is asked again."
            .formatted(WAIT, state));
  }

  private static String quoted(String table) {
    return Pattern.compile("\\.")
        .splitAsStream(table)
        .map(part -> PLAIN.matcher(part).matches() ? part : "`" + part.replace("`", "``") + "`")
        .collect(java.util.stream.Collectors.joining("."));
  }
}
