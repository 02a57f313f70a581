package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.catalog.CatalogVersion;
import dev.mlharness.sandbox.catalog.Models;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.mlflow.MlflowServer;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the models that an endpoint shall serve, in Unity Catalog or in MLflow's own registry. */
@Component
class ServedModels {

  private final Models catalog;
  private final MlflowServer mlflow;

  ServedModels(Models catalog, MlflowServer mlflow) {
    this.catalog = catalog;
    this.mlflow = mlflow;
  }

  /**
   * Where the files of each entity are; looked up as the caller, who must be allowed to.
   *
   * @throws ApiException if there is no such version, or it cannot be served
   */
  Map<String, String> sources(Caller caller, EndpointSpec spec) {
    Map<String, String> found = new LinkedHashMap<>();
    for (Entity entity : spec.entities()) {
      found.put(
          Sources.key(entity),
          entity.entityName().contains(".") ? ofCatalog(caller, entity) : ofMlflow(entity));
    }
    return found;
  }

  private String ofCatalog(Caller caller, Entity entity) {
    CatalogVersion version = catalog.version(caller, entity.entityName(), entity.version());
    if (version.status() != CatalogVersion.Status.READY) {
      throw ApiException.invalid(
          "Version %s of %s is %s and cannot be served."
              .formatted(entity.entityVersion(), entity.entityName(), version.status()));
    }
    return version.source();
  }

  private String ofMlflow(Entity entity) {
    long version = entity.version();
    if (!mlflow.hasVersion(entity.entityName(), version)) {
      throw ApiException.missing("Version of model " + entity.entityName(), version);
    }
    return "models:/" + entity.entityName() + "/" + version;
  }
}
