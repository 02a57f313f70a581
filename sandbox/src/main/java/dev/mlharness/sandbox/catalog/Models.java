package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.catalog.CatalogVersion.Status;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registered models and their versions, with the privileges that Unity Catalog demands. */
@Component
public class Models {

  private final Documents documents;
  private final DocumentCollection<CatalogModel> models;
  private final DocumentCollection<CatalogVersion> versions;
  private final Grants grants;
  private final Schemas schemas;
  private final Effects effects;

  Models(Documents documents, Grants grants, Schemas schemas, Effects effects) {
    this.documents = documents;
    this.models = documents.collection("catalog-models", CatalogModel.class);
    this.versions = documents.collection("catalog-versions", CatalogVersion.class);
    this.grants = grants;
    this.schemas = schemas;
    this.effects = effects;
  }

  CatalogModel create(Caller caller, FullName name, @Nullable String comment) {
    grants.require(caller, Privilege.CREATE_MODEL, name.schemaOf());
    long now = System.currentTimeMillis();
    schemas.ensure(name.schemaOf().name());
    var model =
        new CatalogModel(name.full(), caller.name(), comment, Map.of(), Map.of(), 0, now, now);
    if (!models.putIfAbsent(name.full(), model)) {
      throw new ApiException(
          ErrorCode.RESOURCE_ALREADY_EXISTS, "Model '%s' already exists.".formatted(name.full()));
    }
    return model;
  }

  CatalogModel get(Caller caller, String name) {
    CatalogModel model = existing(name);
    if (!owns(caller, model)) {
      grants.require(caller, Privilege.EXECUTE, Securable.model(name));
    }
    return model;
  }

  List<CatalogModel> list(Caller caller) {
    return models.list().stream()
        .filter(
            model ->
                owns(caller, model)
                    || grants.has(caller, Privilege.EXECUTE, Securable.model(model.fullName())))
        .toList();
  }

  CatalogModel comment(Caller caller, String name, @Nullable String comment) {
    return changed(caller, name, model -> model.withComment(comment));
  }

  CatalogModel tag(Caller caller, String name, String key, @Nullable String value) {
    mayTag(caller, existing(name));
    return models
        .update(name, model -> model.withTags(with(model.tags(), key, value)))
        .orElseThrow();
  }

  void delete(Caller caller, String name) {
    mayChange(caller, existing(name));
    documents.atomically(
        () -> {
          all(name).forEach(version -> versions.delete(version.id()));
          return models.delete(name);
        });
  }

  /** Points an alias at a version, or removes it (version null). */
  void alias(Caller caller, String name, String alias, @Nullable Long version) {
    documents.atomically(
        () -> {
          if (version != null) {
            version(caller, name, version);
          }
          Long before = existing(name).aliases().get(alias);
          changed(caller, name, model -> model.withAlias(alias, version));
          if (!Objects.equals(before, version)) {
            effects.count("alias", name + "@" + alias);
          }
          return name;
        });
  }

  CatalogVersion byAlias(Caller caller, String name, String alias) {
    Long version = get(caller, name).aliases().get(alias);
    if (version == null) {
      throw ApiException.missing("Alias of model " + name, alias);
    }
    return version(caller, name, version);
  }

  /** A new version that waits to be finalized. */
  CatalogVersion createVersion(Caller caller, String name, NewVersion wanted) {
    mayChange(caller, existing(name));
    if (wanted.source == null || wanted.source.isBlank()) {
      throw ApiException.invalid("A version needs the source of its artifacts.");
    }
    CatalogVersion made =
        documents.atomically(
            () -> {
              long number = existing(name).newest() + 1;
              models.update(name, model -> model.withNewest(number));
              long now = System.currentTimeMillis();
              var version =
                  new CatalogVersion(
                      name,
                      number,
                      wanted.source,
                      wanted.runId,
                      wanted.modelId,
                      wanted.comment,
                      Status.PENDING_REGISTRATION,
                      caller.name(),
                      wanted.tags,
                      now,
                      now);
              versions.put(version.id(), version);
              return version;
            });
    effects.count("model-version", name);
    return made;
  }

  CatalogVersion complete(Caller caller, String name, long number) {
    return changedVersion(caller, name, number, version -> version.withStatus(Status.READY));
  }

  CatalogVersion commentVersion(Caller caller, String name, long number, @Nullable String comment) {
    return changedVersion(caller, name, number, version -> version.withComment(comment));
  }

  CatalogVersion tagVersion(
      Caller caller, String name, long number, String key, @Nullable String value) {
    mayTag(caller, existing(name));
    version(caller, name, number);
    return versions
        .update(
            CatalogVersion.id(name, number),
            version -> version.withTags(with(version.tags(), key, value)))
        .orElseThrow();
  }

  void deleteVersion(Caller caller, String name, long number) {
    mayChange(caller, existing(name));
    CatalogVersion version = version(caller, name, number);
    documents.atomically(
        () -> {
          aliases(version)
              .forEach(alias -> models.update(name, model -> model.withAlias(alias, null)));
          return versions.delete(version.id());
        });
  }

  /** One version, for whoever may use the model. */
  public CatalogVersion version(Caller caller, String name, long number) {
    get(caller, name);
    return versions
        .get(CatalogVersion.id(name, number))
        .orElseThrow(() -> ApiException.missing("Version of model " + name, number));
  }

  List<CatalogVersion> versions(Caller caller, String name) {
    get(caller, name);
    return all(name);
  }

  /** The aliases of a version. */
  List<String> aliases(CatalogVersion version) {
    return existing(version.model()).aliases().entrySet().stream()
        .filter(alias -> alias.getValue() == version.version())
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<CatalogVersion> all(String name) {
    return versions.list().stream()
        .filter(version -> version.model().equals(name))
        .sorted(Comparator.comparing(CatalogVersion::version).reversed())
        .toList();
  }

  private CatalogModel existing(String name) {
    return models.get(name).orElseThrow(() -> ApiException.missing("Registered model", name));
  }

  private CatalogModel changed(Caller caller, String name, UnaryOperator<CatalogModel> change) {
    mayChange(caller, existing(name));
    return models.update(name, change).orElseThrow();
  }

  private CatalogVersion changedVersion(
      Caller caller, String name, long number, UnaryOperator<CatalogVersion> change) {
    mayChange(caller, existing(name));
    version(caller, name, number);
    return versions.update(CatalogVersion.id(name, number), change).orElseThrow();
  }

  private void mayChange(Caller caller, CatalogModel model) {
    if (!owns(caller, model)) {
      grants.require(caller, Privilege.MANAGE, Securable.model(model.fullName()));
    }
  }

  /** Managing a model does not include its tags. */
  private void mayTag(Caller caller, CatalogModel model) {
    if (!owns(caller, model)) {
      grants.require(caller, Privilege.APPLY_TAG, Securable.model(model.fullName()));
    }
  }

  /** Whether the securable is a model that the caller owns. */
  boolean owns(Caller caller, Securable securable) {
    return securable.type() == Securable.Type.FUNCTION
        && models.get(securable.name()).filter(model -> owns(caller, model)).isPresent();
  }

  private static boolean owns(Caller caller, CatalogModel model) {
    return caller.is(model.owner());
  }

  private static Map<String, String> with(
      Map<String, String> tags, String key, @Nullable String value) {
    Map<String, String> changed = new TreeMap<>(tags);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }

  /** What a caller says of a version it makes. */
  record NewVersion(
      @Nullable String source,
      @Nullable String runId,
      @Nullable String modelId,
      @Nullable String comment,
      Map<String, String> tags) {}
}
