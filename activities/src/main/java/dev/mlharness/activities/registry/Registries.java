package dev.mlharness.activities.registry;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Workspaces;

/** Which registry keeps a model: the kind that its workspace has. */
public final class Registries {
  private final Workspaces workspaces;
  private final Registry unityCatalog;
  private final Registry mlflow;

  public Registries(Workspaces workspaces, WorkspaceClients clients, Mlflow mlflow) {
    this.workspaces = workspaces;
    this.unityCatalog = new UnityCatalogRegistry(clients);
    this.mlflow = new MlflowRegistry(mlflow);
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when the model's name has
   *     not the levels that the workspace's registry wants
   */
  Registry of(Access access, String model) {
    RegistryKind kind = workspaces.of(access).registry();
    int wanted = kind == RegistryKind.UNITY_CATALOG ? 3 : 1;
    int levels = model.split("\\.", -1).length;
    if (levels != wanted) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "model '%s' has a name of %d levels, but workspace '%s' keeps models in %s: %s"
              .formatted(model, levels, access.workspace(), registry(kind), advice(kind)));
    }
    return kind == RegistryKind.UNITY_CATALOG ? unityCatalog : mlflow;
  }

  private static String registry(RegistryKind kind) {
    return kind == RegistryKind.UNITY_CATALOG ? "Unity Catalog" : "MLflow's own registry";
  }

  private static String advice(RegistryKind kind) {
    return kind == RegistryKind.UNITY_CATALOG
        ? "write catalog.schema.model"
        : "write a name without dots";
  }
}
