package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.Schemas.Schema;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.identity.Group;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Catalogs and schemas, for whoever may use them. */
@RestController
@RequestMapping("/api/2.1/unity-catalog")
class SchemaController {

  private final Schemas schemas;
  private final Grants grants;

  SchemaController(Schemas schemas, Grants grants) {
    this.schemas = schemas;
    this.grants = grants;
  }

  private record CatalogInfo(String name, String catalogType, String owner, long createdAt) {}

  private record SchemaInfo(
      String name, String catalogName, String fullName, String owner, long createdAt) {}

  @GetMapping("/catalogs")
  Map<String, List<CatalogInfo>> catalogs(@AuthenticationPrincipal Caller caller) {
    return Map.of("catalogs", visibleCatalogs(caller).toList());
  }

  @GetMapping("/catalogs/{name}")
  CatalogInfo catalog(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
    return visibleCatalogs(caller)
        .filter(catalog -> catalog.name.equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("Catalog", name));
  }

  @GetMapping("/schemas")
  Map<String, List<SchemaInfo>> schemas(
      @AuthenticationPrincipal Caller caller, @RequestParam("catalog_name") String catalog) {
    return Map.of(
        "schemas",
        visibleSchemas(caller).filter(schema -> schema.catalogName.equals(catalog)).toList());
  }

  @GetMapping("/schemas/{name}")
  SchemaInfo schema(@AuthenticationPrincipal Caller caller, @PathVariable String name) {
    return visibleSchemas(caller)
        .filter(schema -> schema.fullName.equals(name))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("Schema", name));
  }

  private Stream<CatalogInfo> visibleCatalogs(Caller caller) {
    Map<String, Schema> oldest =
        schemas.list().stream()
            .collect(Collectors.toMap(Schema::catalog, Function.identity(), (one, other) -> one));
    return oldest.values().stream()
        .filter(
            schema ->
                grants.has(caller, Privilege.USE_CATALOG, Securable.catalog(schema.catalog())))
        .map(
            schema ->
                new CatalogInfo(
                    schema.catalog(), "MANAGED_CATALOG", Group.ADMINS, schema.created()));
  }

  private Stream<SchemaInfo> visibleSchemas(Caller caller) {
    return schemas.list().stream()
        .filter(
            schema -> grants.has(caller, Privilege.USE_SCHEMA, Securable.schema(schema.fullName())))
        .map(
            schema ->
                new SchemaInfo(
                    schema.name(),
                    schema.catalog(),
                    schema.fullName(),
                    Group.ADMINS,
                    schema.created()));
  }
}
