package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.tracking.LoggedModel;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MLflow's own registry, reached through the workspace with a token of the role. */
class SandboxMlflowRegistryIT extends RegistryContract {
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @Override
  Adapters adapters() {
    return Adapters.of(SANDBOX.workspace(RegistryKind.MLFLOW), RealWorkspaces.ROLE);
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
