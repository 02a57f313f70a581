package dev.mlharness.e2e.contract;

/** Tracking on a server beside the workspace. */
class MlflowTrackingIT extends TrackingContract {

  @Override
  Adapters connect() {
    return Adapters.of(RealWorkspaces.besideWorkspace(MLFLOW.address()), RealWorkspaces.ROLE);
  }

  @Override
  String modelName(String name) {
    return name;
  }
}
