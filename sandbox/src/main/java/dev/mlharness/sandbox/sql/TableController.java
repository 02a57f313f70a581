package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.catalog.Grants;
import dev.mlharness.sandbox.catalog.Privilege;
import dev.mlharness.sandbox.catalog.Securable;
import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
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
    TableInfo table = TableInfo.of(tables.get(name));
    grants.require(caller, Privilege.SELECT, Securable.table(name));
    return table;
  }

  @GetMapping("/api/2.1/unity-catalog/tables")
  Map<String, List<TableInfo>> list(
      @RequestParam("catalog_name") String catalog, @RequestParam("schema_name") String schema) {
    return Map.of(
        "tables",
        tables.list().stream()
            .map(TableInfo::of)
            .filter(table -> table.catalogName.equals(catalog) && table.schemaName.equals(schema))
            .toList());
  }

  /** Appends a version: the body is all of its rows as CSV, with a header. */
  @PostMapping("/sandbox/tables/{name}/versions")
  Map<String, Long> append(@PathVariable String name, @RequestBody String csv) {
    return Map.of("version", tables.append(name, csv).newest());
  }

  private record TableInfo(
      String name,
      String catalogName,
      String schemaName,
      String fullName,
      String tableType,
      String dataSourceFormat,
      long createdAt) {

    static TableInfo of(Tables.Table table) {
      String[] levels = table.name().split("\\.", -1);
      return new TableInfo(
          levels[2], levels[0], levels[1], table.name(), "MANAGED", "DELTA", table.times().get(0));
    }
  }
}
