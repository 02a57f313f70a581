package dev.mlharness.activities.source;

import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.recipe.DataSet;
import java.util.List;

/** Asks a Delta table's history for its newest version. */
final class TablePinning {
  private final SqlStatements statements;

  TablePinning(SqlStatements statements) {
    this.statements = statements;
  }

  /**
   * @param table the full name of a table
   * @param wanted a number, or {@code latest}
   * @return a version that the table has
   */
  String pin(Access access, String table, String wanted) {
    long newest = newest(access, table);
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

  private long newest(Access access, String table) {
    StatementResponse answer =
        statements.execute(
            access,
            "Reading the history of " + table,
            "DESCRIBE HISTORY " + SqlStatements.quoted(table) + " LIMIT 1",
            List.of());
    if (answer.getStatus().getState() == StatementState.FAILED) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "The history of %s cannot be read: %s. Check the name under data, and that the role may SELECT from it."
              .formatted(table, answer.getStatus().getError().getMessage()));
    }
    // DESCRIBE HISTORY: the first column is the version, the newest comes first.
    return Long.parseLong(answer.getResult().getDataArray().iterator().next().iterator().next());
  }
}
