package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.Grants;
import dev.mlharness.sandbox.catalog.Privilege;
import dev.mlharness.sandbox.catalog.Securable;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.sql.Statement.History;
import dev.mlharness.sandbox.sql.Statement.Select;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  StatementController(Tables tables, Grants grants, Warehouses warehouses) {
    this.tables = tables;
    this.grants = grants;
    this.warehouses = warehouses;
  }

  @PostMapping({"", "/"})
  Answer execute(@AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    warehouses.get(asked.warehouseId == null ? "" : asked.warehouseId);
    String id = UUID.randomUUID().toString();
    try {
      return answer(caller, id, Statement.of(asked.statement));
    } catch (ApiException e) {
      // A statement that fails is an answer, as on Databricks, and not a failed request.
      return Answer.failed(id, String.valueOf(e.getMessage()));
    }
  }

  /** A statement that was executed is over; nothing of it is kept but that. */
  @GetMapping("/{id}")
  Answer get(@PathVariable String id) {
    Answer answer = answers.get(id);
    if (answer == null) {
      throw ApiException.missing("Statement", id);
    }
    return answer;
  }

  private Answer answer(Caller caller, String id, Statement statement) {
    grants.require(caller, Privilege.SELECT, Securable.table(statement.table()));
    Answer answer =
        statement instanceof History history ? history(id, history) : rows(id, (Select) statement);
    answers.put(id, new Answer(id, answer.status(), answer.manifest(), null));
    return answer;
  }

  private Answer history(String id, History asked) {
    Tables.Table table = tables.get(asked.table());
    List<List<String>> rows =
        LongStream.rangeClosed(0, table.newest())
            .map(i -> table.newest() - i)
            .limit(asked.limit())
            .mapToObj(
                version ->
                    List.of(
                        Long.toString(version),
                        Instant.ofEpochMilli(table.times().get((int) version)).toString(),
                        "WRITE"))
            .toList();
    return Answer.of(
        id, Answer.columns(List.of("version", "timestamp", "operation"), "STRING"), rows);
  }

  private Answer rows(String id, Select asked) {
    Long version = asked.version();
    List<List<String>> all =
        tables.rows(asked.table(), version == null ? tables.get(asked.table()).newest() : version);
    return Answer.of(
        id,
        Answer.columns(all.get(0), "DOUBLE"),
        all.stream().skip(1).limit(asked.limit()).toList());
  }

  private record Asked(String statement, @Nullable String warehouseId) {}
}
