package dev.mlharness.e2e.contract;

import dev.mlharness.tracking.LoggedModel;

/** MLflow's own registry, on a server beside the workspace. */
class MlflowRegistryIT extends RegistryContract {

  @Override
  Adapters adapters() {
    return Adapters.of(RealWorkspaces.besideWorkspace(MLFLOW.address()), RealWorkspaces.ROLE);
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
