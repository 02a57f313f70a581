package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.tracking.LoggedModel;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Unity Catalog, as the sandbox has it. */
class UnityCatalogRegistryIT extends RegistryContract {
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @Override
  Adapters adapters() {
    return Adapters.of(SANDBOX.workspace(RegistryKind.UNITY_CATALOG), RealWorkspaces.ROLE);
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
