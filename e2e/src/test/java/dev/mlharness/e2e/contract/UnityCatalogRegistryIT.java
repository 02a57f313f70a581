package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.tracking.LoggedModel;

/** Unity Catalog, as the sandbox has it. */
class UnityCatalogRegistryIT extends SandboxRegistryContract {

  @Override
  RegistryKind kind() {
    return RegistryKind.UNITY_CATALOG;
  }

  @Override
  String creation() {
    return "/api/2.0/mlflow/unity-catalog/model-versions/create";
  }

  @Override
  Call aliasChange() {
    return new Call("PUT", "/api/2.1/unity-catalog/models/*/aliases/*");
  }

  @Override
  String modelName(String name) {
    return "main.demo." + name;
  }

  @Override
  void registerAsTask(String model, LoggedModel logged) {
    SANDBOX.registerAsTask(model, logged);
  }
}
