package dev.mlharness.sandbox.sql;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the cells of a column are, in the words of the statement API. */
enum ColumnType {
  LONG("BIGINT"),
  DOUBLE("DOUBLE"),
  STRING("STRING"),
  TIMESTAMP("TIMESTAMP");

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|-?Infinity");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** What SQL calls it. */
  String sql() {
    return sql;
  }

  /** The narrowest type that all of these cells have; empty cells (null) have any. */
  static ColumnType of(List<@Nullable String> cells) {
    if (cells.stream().allMatch(Objects::isNull)) {
      return STRING;
    }
    if (all(cells, WHOLE)) {
      return LONG;
    }
    return all(cells, NUMBER) ? DOUBLE : STRING;
  }

  private static boolean all(List<@Nullable String> cells, Pattern form) {
    return cells.stream().allMatch(cell -> cell == null || form.matcher(cell).matches());
  }
}
