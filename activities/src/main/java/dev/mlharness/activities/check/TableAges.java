package dev.mlharness.activities.check;

import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.SqlStatements;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.TableRead;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the oldest version of a table that a model has not seen, in its Delta history. */
final class TableAges {
  /** Enough to find it; of a longer history the oldest that is shown is a lower bound. */
  private static final int ROWS = 1_000;

  private final SqlStatements statements;

  TableAges(SqlStatements statements) {
    this.statements = statements;
  }

  DataAge of(TableRead read) {
    StatementResponse answer =
        statements.execute(
            read.access(),
            "Reading the history of " + read.table(),
            "DESCRIBE HISTORY %s LIMIT %d".formatted(SqlStatements.quoted(read.table()), ROWS),
            List.of());
    if (answer.getStatus().getState() == StatementState.FAILED) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "The history of %s cannot be read: %s. Check that the role may SELECT from it."
              .formatted(read.table(), answer.getStatus().getError().getMessage()));
    }
    long trained = Long.parseLong(read.version());
    long newest = trained;
    @Nullable Instant unseen = null;
    // DESCRIBE HISTORY: version, timestamp, …; the newest first.
    for (var row : answer.getResult().getDataArray()) {
      Iterator<String> cells = row.iterator();
      long version = Long.parseLong(cells.next());
      if (version > trained) {
        newest = Math.max(newest, version);
        unseen = time(cells.next());
      }
    }
    return new DataAge(Long.toString(newest), unseen);
  }

  private static Instant time(String cell) {
    try {
      return Instant.parse(cell);
    } catch (DateTimeParseException local) {
      return LocalDateTime.parse(cell.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
  }
}
