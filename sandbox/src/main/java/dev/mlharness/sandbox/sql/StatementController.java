package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.Grants;
import dev.mlharness.sandbox.catalog.Privilege;
import dev.mlharness.sandbox.catalog.Securable;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.sql.Statement.History;
import dev.mlharness.sandbox.sql.Statement.Query;
import dev.mlharness.sandbox.sql.Statement.Select;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs statements; every one is done when it is answered. */
@RestController
@RequestMapping("/api/2.0/sql/statements")
class StatementController {

  private final Tables tables;
  private final Grants grants;
  private final Warehouses warehouses;
  private final Answers answers;

  StatementController(Tables tables, Grants grants, Warehouses warehouses, Answers answers) {
    this.tables = tables;
    this.grants = grants;
    this.warehouses = warehouses;
    this.answers = answers;
  }

  @PostMapping({"", "/"})
  Answer execute(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    warehouses.get(asked.warehouseId == null ? "" : asked.warehouseId);
    Answer answer = answer(caller, UUID.randomUUID().toString(), asked);
    answers.keep(caller, answer);
    return answer;
  }

  @GetMapping("/{id}")
  Answer get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answers.find(caller, id).orElseThrow(() -> ApiException.missing("Statement", id));
  }

  @GetMapping("/{id}/result/chunks/{chunk}")
  Answer.Result chunk(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @PathVariable int chunk) {
    return Optional.ofNullable(get(caller, id).result())
        .filter(result -> result.chunkIndex() == chunk)
        .orElseThrow(() -> ApiException.missing("Chunk of statement " + id, chunk));
  }

  /** There is nothing left to cancel: a statement is done when it is answered. */
  @PostMapping("/{id}/cancel")
  Map<String, String> cancel(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    get(caller, id);
    return Map.of();
  }

  private Answer answer(Caller caller, String id, Asked asked) {
    try {
      Statement statement = Statement.of(asked.statement);
      statement
          .tables()
          .forEach(table -> grants.require(caller, Privilege.SELECT, Securable.table(table)));
      if (statement instanceof Query query) {
        return query(id, query, asked.values());
      }
      return statement instanceof History history
          ? history(id, history)
          : rows(id, (Select) statement);
    } catch (ApiException e) {
      // A statement that fails is an answer, as on Databricks, and not a failed request.
      return Answer.failed(id, String.valueOf(e.getMessage()));
    }
  }

  private Answer history(String id, History asked) {
    Tables.Table table = tables.get(asked.table());
    List<List<@Nullable String>> rows =
        LongStream.rangeClosed(0, table.newest())
            .map(i -> table.newest() - i)
            .limit(asked.limit())
            .mapToObj(
                version ->
                    List.<@Nullable String>of(
                        Long.toString(version),
                        Instant.ofEpochMilli(table.times().get((int) version)).toString(),
                        "WRITE"))
            .toList();
    return Answer.of(
        id,
        Answer.columns(
            List.of("version", "timestamp", "operation"),
            List.of(ColumnType.LONG, ColumnType.TIMESTAMP, ColumnType.STRING)),
        rows);
  }

  private Answer query(String id, Query asked, Map<String, @Nullable String> parameters) {
    Map<String, Rows> read = new LinkedHashMap<>();
    asked
        .tables()
        .forEach(table -> read.put(table, tables.rows(table, tables.get(table).newest())));
    Rows rows = Queries.run(asked.text(), read, parameters);
    return Answer.of(id, Answer.columns(rows.columns(), rows.types()), rows.cells());
  }

  private Answer rows(String id, Select asked) {
    Long version = asked.version();
    Rows all =
        tables.rows(asked.table(), version == null ? tables.get(asked.table()).newest() : version);
    return Answer.of(
        id,
        Answer.columns(all.columns(), all.types()),
        all.cells().stream().limit(asked.limit()).toList());
  }

  private record Asked(
      String statement, @Nullable String warehouseId, @Nullable List<Parameter> parameters) {

    Map<String, @Nullable String> values() {
      Map<String, @Nullable String> values = new HashMap<>();
      if (parameters != null) {
        parameters.forEach(parameter -> values.put(parameter.name, parameter.value));
      }
      return values;
    }
  }

  private record Parameter(String name, @Nullable String value) {}
}
