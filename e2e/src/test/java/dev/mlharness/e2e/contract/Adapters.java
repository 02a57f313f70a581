package dev.mlharness.e2e.contract;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.lineage.LineageReader;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.MlflowTracking;
import dev.mlharness.activities.mlflow.Requirements;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.mlflow.WorkspaceMlflow;
import dev.mlharness.activities.registry.ModelRegistry;
import dev.mlharness.activities.registry.Registries;
import dev.mlharness.activities.registry.VersionLookup;
import dev.mlharness.activities.serving.DatabricksServing;
import dev.mlharness.activities.serving.Endpoints;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.tracking.TrackingActivities;
import java.time.Duration;
import java.util.List;

/** The activities of a worker that knows one workspace. */
record Adapters(
    Access access,
    TrackingActivities tracking,
    RegistryActivities registry,
    ServingActivities serving,
    LineageActivities lineage) {

  static Adapters of(Workspace workspace, String role) {
    Workspaces workspaces = new Workspaces(List.of(workspace), workspace.name());
    CredentialBroker broker = new CredentialBroker(workspaces);
    WorkspaceClients clients = new WorkspaceClients(workspaces, broker);
    Mlflow mlflow = new Mlflow(new WorkspaceMlflow(workspaces, broker), Duration.ofSeconds(20));
    Registries registries = new Registries(workspaces, clients, mlflow);
    RunReader runs = new RunReader(mlflow);
    ServingActivities serving =
        new DatabricksServing(new Endpoints(workspaces, clients), Duration.ofMillis(500));
    return new Adapters(
        new Access(workspace.name(), role),
        new MlflowTracking(mlflow, clients),
        new ModelRegistry(registries, runs),
        serving,
        new LineageReader(
            workspaces, serving, new VersionLookup(registries), runs, new Requirements(mlflow)));
  }
}
