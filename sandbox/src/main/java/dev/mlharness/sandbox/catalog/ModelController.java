package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registered models, as in Unity Catalog's own API. */
@RestController
@RequestMapping("/api/2.1/unity-catalog/models")
class ModelController {

  private final Models models;

  ModelController(Models models) {
    this.models = models;
  }

  @PostMapping
  ModelInfo create(@AuthenticationPrincipal Caller caller, @RequestBody Wanted wanted) {
    var name = FullName.of(wanted.catalogName + "." + wanted.schemaName + "." + wanted.name);
    return ModelInfo.of(models.create(caller, name, wanted.comment));
  }

  @GetMapping
  Map<String, List<ModelInfo>> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(name = "catalog_name", required = false) @Nullable String catalog,
      @RequestParam(name = "schema_name", required = false) @Nullable String schema) {
    return Map.of(
        "registered_models",
        models.list(caller).stream()
            .map(ModelInfo::of)
            .filter(model -> catalog == null || catalog.equals(model.catalogName))
            .filter(model -> schema == null || schema.equals(model.schemaName))
            .toList());
  }

  @GetMapping("/{model}")
  ModelInfo get(@AuthenticationPrincipal Caller caller, @PathVariable String model) {
    return ModelInfo.of(models.get(caller, model));
  }

  @PatchMapping("/{model}")
  ModelInfo update(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @RequestBody Wanted wanted) {
    return ModelInfo.of(models.comment(caller, model, wanted.comment));
  }

  @DeleteMapping("/{model}")
  Map<String, String> delete(@AuthenticationPrincipal Caller caller, @PathVariable String model) {
    models.delete(caller, model);
    return Map.of();
  }

  @PutMapping("/{model}/aliases/{alias}")
  AliasInfo alias(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable String alias,
      @RequestBody AliasTarget target) {
    models.alias(caller, model, alias, target.versionNum);
    return new AliasInfo(alias, target.versionNum);
  }

  @DeleteMapping("/{model}/aliases/{alias}")
  Map<String, String> deleteAlias(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable String alias) {
    models.alias(caller, model, alias, null);
    return Map.of();
  }

  @GetMapping("/{model}/aliases/{alias}")
  VersionInfo byAlias(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable String alias) {
    return info(models.byAlias(caller, model, alias));
  }

  @GetMapping("/{model}/versions")
  Map<String, List<VersionInfo>> versions(
      @AuthenticationPrincipal Caller caller, @PathVariable String model) {
    return Map.of(
        "model_versions", models.versions(caller, model).stream().map(this::info).toList());
  }

  @GetMapping("/{model}/versions/{version}")
  VersionInfo version(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable long version) {
    return info(models.version(caller, model, version));
  }

  @PatchMapping("/{model}/versions/{version}")
  VersionInfo updateVersion(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable long version,
      @RequestBody Wanted wanted) {
    return info(models.commentVersion(caller, model, version, wanted.comment));
  }

  @DeleteMapping("/{model}/versions/{version}")
  Map<String, String> deleteVersion(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String model,
      @PathVariable long version) {
    models.deleteVersion(caller, model, version);
    return Map.of();
  }

  private VersionInfo info(CatalogVersion version) {
    return VersionInfo.of(version, models.aliases(version));
  }

  private record Wanted(
      @Nullable String catalogName,
      @Nullable String schemaName,
      @Nullable String name,
      @Nullable String comment) {}

  private record AliasTarget(long versionNum) {}

  private record AliasInfo(String aliasName, long versionNum) {}

  private record ModelInfo(
      String name,
      String catalogName,
      String schemaName,
      String fullName,
      String owner,
      @Nullable String comment,
      List<AliasInfo> aliases,
      long createdAt,
      String createdBy,
      long updatedAt) {

    static ModelInfo of(CatalogModel model) {
      FullName name = FullName.of(model.fullName());
      return new ModelInfo(
          name.name(),
          name.catalog(),
          name.schema(),
          model.fullName(),
          model.owner(),
          model.comment(),
          model.aliases().entrySet().stream()
              .map(alias -> new AliasInfo(alias.getKey(), alias.getValue()))
              .toList(),
          model.created(),
          model.owner(),
          model.updated());
    }
  }

  private record VersionInfo(
      String modelName,
      String catalogName,
      String schemaName,
      long version,
      String source,
      String storageLocation,
      @Nullable String runId,
      CatalogVersion.Status status,
      @Nullable String comment,
      List<AliasInfo> aliases,
      long createdAt,
      String createdBy,
      long updatedAt) {

    static VersionInfo of(CatalogVersion version, List<String> aliases) {
      FullName name = FullName.of(version.model());
      return new VersionInfo(
          name.name(),
          name.catalog(),
          name.schema(),
          version.version(),
          version.source(),
          version.source(),
          version.runId(),
          version.status(),
          version.comment(),
          aliases.stream().map(alias -> new AliasInfo(alias, version.version())).toList(),
          version.created(),
          version.createdBy(),
          version.updated());
    }
  }
}
