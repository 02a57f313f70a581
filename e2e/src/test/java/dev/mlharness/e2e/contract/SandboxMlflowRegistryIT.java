package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.tracking.LoggedModel;

/** MLflow's own registry, reached through the workspace with a token of the role. */
class SandboxMlflowRegistryIT extends SandboxRegistryContract {

  @Override
  RegistryKind kind() {
    return RegistryKind.MLFLOW;
  }

  @Override
  String creation() {
    return "/api/2.0/mlflow/model-versions/create";
  }

  @Override
  Call aliasChange() {
    return new Call("POST", "/api/2.0/mlflow/registered-models/alias");
  }

  @Override
  String modelName(String name) {
    return name;
  }

  @Override
  void registerAsTask(String model, LoggedModel logged) {
    MLFLOW.registerAsTask(model, logged);
  }
}
