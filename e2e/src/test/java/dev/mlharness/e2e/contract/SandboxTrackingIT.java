package dev.mlharness.e2e.contract;

import dev.mlharness.activities.workspace.RegistryKind;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tracking through the workspace with a token of the role; versions in Unity Catalog. */
class SandboxTrackingIT extends TrackingContract {
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @Override
  Adapters connect() {
    return Adapters.of(SANDBOX.workspace(RegistryKind.UNITY_CATALOG), RealWorkspaces.ROLE);
  }

  @Override
  String modelName(String name) {
    return "main.demo." + name;
  }
}
