package dev.mlharness.activities.check;

import com.databricks.sdk.service.sql.StatementParameterListItem;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.check.LiveModel;
import dev.mlharness.check.Measurement;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Runs a statement that returns one number. */
final class SqlNumbers {
  private final SqlStatements statements;

  SqlNumbers(SqlStatements statements) {
    this.statements = statements;
  }

  Measurement measure(LiveModel live, String check, String statement) {
    StatementResponse answer =
        statements.execute(
            live.access(), "Measuring " + check, statement, parameters(live, statement));
    if (answer.getStatus().getState() == StatementState.FAILED) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The statement of check '%s' failed: %s. Mend its sql, and check that the role may read what it names."
              .formatted(check, answer.getStatus().getError().getMessage()));
    }
    Collection<Collection<String>> rows = answer.getResult().getDataArray();
    if (rows == null || rows.isEmpty()) {
      return Measurement.none("the statement returned no row");
    }
    return only(check, rows);
  }

  private static Measurement only(String check, Collection<Collection<String>> rows) {
    Collection<String> row = rows.iterator().next();
    if (rows.size() != 1 || row.size() != 1) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The statement of check '%s' returned %d rows of %d columns; a check is one number. Mend its sql."
              .formatted(check, rows.size(), row.size()));
    }
    String cell = row.iterator().next();
    if (cell == null) {
      return Measurement.none("the statement returned NULL");
    }
    double value = MetricsText.number(cell);
    if (Double.isNaN(value) && !cell.equals("NaN")) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "The statement of check '%s' returned text, not a number. Mend its sql."
              .formatted(check));
    }
    return Measurement.of(value, "by SQL");
  }

  /** Only those that the statement names, as others are refused. */
  private static List<StatementParameterListItem> parameters(LiveModel live, String statement) {
    return LiveNames.of(live).entrySet().stream()
        .filter(name -> Pattern.compile(":" + name.getKey() + "\\b").matcher(statement).find())
        .map(
            name ->
                new StatementParameterListItem()
                    .setName(name.getKey())
                    .setValue(name.getValue())
                    .setType("STRING"))
        .toList();
  }
}
