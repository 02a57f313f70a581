package dev.mlharness.e2e.contract;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.util.List;

/**
 * What the harness relies on in a workspace. The same kit runs against the sandbox and against any
 * workspace of yours: see {@link ConfiguredWorkspace}.
 */
abstract class WorkspaceContract {

  /** Where, as whom, and where the tasks of the kit lie. */
  abstract Target target();

  /**
   * @param role one of the workspace's
   * @param tasks absolute path of the folder of the kit's tasks, as the workspace knows it
   */
  record Target(Workspace workspace, String role, String tasks) {
    Access access() {
      return new Access(workspace.name(), role);
    }

    String principal() {
      return workspaces().role(access()).servicePrincipal();
    }

    Workspaces workspaces() {
      return new Workspaces(List.of(workspace), workspace.name());
    }

    WorkspaceClients clients() {
      return new WorkspaceClients(workspaces(), new CredentialBroker(workspaces()));
    }
  }
}
