package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a query over the newest rows of the tables that it names, in a database of its own. */
final class Queries {

  private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z_]\\w*)");

  private Queries() {}

  /** What it gave: the rows, with the names of their columns. */
  static Rows run(String text, Map<String, Rows> tables, Map<String, @Nullable String> parameters) {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String query = text;
      for (Map.Entry<String, Rows> table : tables.entrySet()) {
        load(database, table.getKey(), table.getValue());
        query = query.replace(table.getKey(), quoted(table.getKey()));
      }
      return answer(database, query, parameters);
    } catch (SQLException e) {
      throw ApiException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static void load(Connection database, String name, Rows rows) throws SQLException {
    List<ColumnType> types = rows.types();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(quoted(rows.columns().get(i)) + " " + types.get(i).sql());
    }
    try (Statement create = database.createStatement()) {
      create.execute("CREATE TABLE %s (%s)".formatted(quoted(name), String.join(", ", columns)));
    }
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(quoted(name), marks))) {
      for (List<@Nullable String> row : rows.cells()) {
        bind(insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static Rows answer(
      Connection database, String query, Map<String, @Nullable String> parameters)
      throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(query);
    String marked =
        matcher.replaceAll(
            found -> {
              if (!parameters.containsKey(found.group(1))) {
                throw ApiException.invalid("There is no parameter '%s'.".formatted(found.group(1)));
              }
              values.add(parameters.get(found.group(1)));
              return "?";
            });
    try (PreparedStatement statement = database.prepareStatement(marked)) {
      bind(statement, values);
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    }
  }

  private static Rows rows(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
    }
    List<List<@Nullable String>> cells = new ArrayList<>();
    while (result.next()) {
      List<@Nullable String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(result.getString(i));
      }
      cells.add(Collections.unmodifiableList(row));
    }
    return new Rows(columns, cells);
  }

  private static void bind(PreparedStatement statement, List<@Nullable String> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
