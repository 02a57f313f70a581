package dev.mlharness.activities.registry;

import com.databricks.sdk.service.catalog.CreateRegisteredModelRequest;
import com.databricks.sdk.service.catalog.GetRegisteredModelRequest;
import com.databricks.sdk.service.catalog.ModelVersionInfo;
import com.databricks.sdk.service.catalog.RegisteredModelAlias;
import com.databricks.sdk.service.catalog.SetRegisteredModelAliasRequest;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.RegisterRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Unity Catalog, with three-level names. */
final class UnityCatalogRegistry implements Registry {
  /** How far back a version is looked for by its key. It is one of the newest, if it exists. */
  private static final int NEWEST = 50;

  private static final Comparator<ModelVersionInfo> NEWEST_FIRST =
      Comparator.comparing(ModelVersionInfo::getVersion).reversed();

  private final WorkspaceClients workspaces;
  private final UnityCatalogVersions versions;

  UnityCatalogRegistry(WorkspaceClients workspaces) {
    this.workspaces = workspaces;
    this.versions = new UnityCatalogVersions(workspaces);
  }

  @Override
  public List<Registration> versionsOf(Access access, String model, String runId) {
    return list(access, model)
        .filter(version -> runId.equals(version.getRunId()))
        .flatMap(version -> read(access, model, version).stream())
        .toList();
  }

  @Override
  public Optional<Registration> byKey(Access access, String model, String key) {
    return list(access, model)
        .sorted(NEWEST_FIRST)
        .limit(NEWEST)
        .flatMap(version -> read(access, model, version).stream())
        .filter(found -> found.hasKey(key))
        .findFirst();
  }

  private Stream<ModelVersionInfo> list(Access access, String model) {
    List<ModelVersionInfo> listed =
        Existence.find(
                () ->
                    workspaces.call(
                        access,
                        "Listing the versions of " + model,
                        client -> all(client.modelVersions().list(model))))
            .orElse(List.of());
    return listed.stream();
  }

  private static <T> List<T> all(Iterable<T> pages) {
    return StreamSupport.stream(pages.spliterator(), false).toList();
  }

  /** The list has no tags. */
  private Optional<Registration> read(Access access, String model, ModelVersionInfo listed) {
    return versions.get(access, model, listed.getVersion().toString());
  }

  @Override
  public Optional<Registration> version(Access access, String model, String version) {
    return versions.get(access, model, version);
  }

  @Override
  public void ensureModel(Access access, String model) {
    if (aliases(access, model).isPresent()) {
      return;
    }
    String[] levels = model.split("\\.", -1);
    CreateRegisteredModelRequest request =
        new CreateRegisteredModelRequest()
            .setCatalogName(levels[0])
            .setSchemaName(levels[1])
            .setName(levels[2]);
    Existence.ensure(
        () ->
            workspaces.call(
                access,
                "Creating model " + model,
                client -> client.registeredModels().create(request)));
  }

  @Override
  public Registration create(RegisterRequest request) {
    return versions.create(request.access(), request.model(), MlflowVersions.request(request));
  }

  @Override
  public void complete(Access access, Registration pending) {
    versions.complete(access, pending);
  }

  @Override
  public void tag(Access access, String model, String version, Map<String, String> tags) {
    tags.forEach((key, value) -> versions.tag(access, model, version, key, value));
  }

  @Override
  public @Nullable String target(Access access, String model, String alias) {
    return aliases(access, model).stream()
        .flatMap(List::stream)
        .filter(found -> alias.equals(found.getAliasName()))
        .map(found -> found.getVersionNum().toString())
        .findFirst()
        .orElse(null);
  }

  @Override
  public void point(Access access, String model, Alias alias, String version) {
    SetRegisteredModelAliasRequest request =
        new SetRegisteredModelAliasRequest()
            .setFullName(model)
            .setAlias(alias.word())
            .setVersionNum(Long.parseLong(version));
    workspaces.call(
        access,
        "Setting alias " + alias.word() + " of " + model + " to version " + version,
        client -> client.registeredModels().setAlias(request));
  }

  @Override
  public void clear(Access access, String model, Alias alias) {
    Existence.find(
        () ->
            workspaces.call(
                access,
                "Removing alias " + alias.word() + " of " + model,
                client -> {
                  client.registeredModels().deleteAlias(model, alias.word());
                  return alias;
                }));
  }

  @Override
  public List<String> aliasesOf(Access access, String model, String version) {
    return aliases(access, model).stream()
        .flatMap(List::stream)
        .filter(alias -> version.equals(String.valueOf(alias.getVersionNum())))
        .map(RegisteredModelAlias::getAliasName)
        .sorted()
        .toList();
  }

  /** Empty when the model does not exist. */
  private Optional<List<RegisteredModelAlias>> aliases(Access access, String model) {
    GetRegisteredModelRequest request =
        new GetRegisteredModelRequest().setFullName(model).setIncludeAliases(true);
    return Existence.find(
            () ->
                workspaces.call(
                    access,
                    "Reading model " + model,
                    client -> client.registeredModels().get(request)))
        .map(found -> List.copyOf(Objects.requireNonNullElse(found.getAliases(), List.of())));
  }
}
