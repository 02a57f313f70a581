package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.catalog.FullName;
import dev.mlharness.sandbox.catalog.Grants;
import dev.mlharness.sandbox.catalog.Privilege;
import dev.mlharness.sandbox.catalog.Securable;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Group;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tables, as Unity Catalog lists them; and for the sandbox's admin, new versions of them. */
@RestController
class TableController {

  private final Tables tables;
  private final Grants grants;

  TableController(Tables tables, Grants grants) {
    this.tables = tables;
    this.grants = grants;
  }

  @GetMapping("/api/2.1/unity-catalog/tables/{name}")
  TableInfo get(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
    Tables.Table table = tables.get(name);
    grants.require(caller, Privilege.SELECT, Securable.table(name));
    Rows newest = tables.rows(name, table.newest());
    return TableInfo.of(table, Answer.columns(newest.columns(), newest.types()));
  }

  @GetMapping("/api/2.1/unity-catalog/tables")
  Map<String, List<TableInfo>> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam("catalog_name") String catalog,
      @RequestParam("schema_name") String schema) {
    return Map.of(
        "tables",
        tables.list().stream()
            .filter(table -> grants.has(caller, Privilege.SELECT, Securable.table(table.name())))
            .map(table -> TableInfo.of(table, null))
            .filter(table -> table.catalogName.equals(catalog) && table.schemaName.equals(schema))
            .toList());
  }

  /** Appends a version: the body is all of its rows as CSV, with a header. */
  @PostMapping("/sandbox/tables/{name}/versions")
  Map<String, Long> append(
      @PathVariable String name, @RequestBody(required = false) @Nullable String csv) {
    return Map.of("version", tables.append(name, csv == null ? "" : csv).newest());
  }

  private record TableInfo(
      String name,
      String catalogName,
      String schemaName,
      String fullName,
      String tableType,
      String dataSourceFormat,
      String owner,
      long createdAt,
      @Nullable List<Answer.Column> columns) {

    static TableInfo of(Tables.Table table, @Nullable List<Answer.Column> columns) {
      FullName name = FullName.of(table.name());
      return new TableInfo(
          name.name(),
          name.catalog(),
          name.schema(),
          table.name(),
          "MANAGED",
          "DELTA",
          Group.ADMINS,
          table.times().get(0),
          columns);
    }
  }
}
