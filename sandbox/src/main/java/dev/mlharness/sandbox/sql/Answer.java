package dev.mlharness.sandbox.sql;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a statement gave, in the form of Databricks' statement execution API: in one chunk. */
record Answer(
    String statementId, Status status, @Nullable Manifest manifest, @Nullable Result result) {

  static Answer of(String id, List<Column> columns, List<List<@Nullable String>> rows) {
    return new Answer(
        id,
        new Status("SUCCEEDED", null),
        new Manifest("JSON_ARRAY", new Schema(columns.size(), columns), 1, rows.size(), false),
        new Result(0, 0, rows.size(), rows));
  }

  static Answer failed(String id, String message) {
    return new Answer(id, new Status("FAILED", new Failure("BAD_REQUEST", message)), null, null);
  }

  static List<Column> columns(List<String> names, List<ColumnType> types) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Column(names.get(i), i, types.get(i).name(), types.get(i).sql()))
        .toList();
  }

  record Status(String state, @Nullable Failure error) {}

  record Failure(String errorCode, String message) {}

  record Manifest(
      String format, Schema schema, int totalChunkCount, long totalRowCount, boolean truncated) {}

  record Schema(int columnCount, List<Column> columns) {}

  record Column(String name, int position, String typeName, String typeText) {}

  record Result(
      int chunkIndex, long rowOffset, long rowCount, List<List<@Nullable String>> dataArray) {}
}
