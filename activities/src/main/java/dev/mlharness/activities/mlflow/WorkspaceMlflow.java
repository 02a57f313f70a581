package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The MLflow of each workspace: its own, called with the role's token, or the one configured beside
 * it. The latter gets no token: one that opens the workspace is for the workspace alone.
 */
public final class WorkspaceMlflow implements MlflowServers {
  private final Workspaces workspaces;
  private final CredentialBroker broker;

  public WorkspaceMlflow(Workspaces workspaces, CredentialBroker broker) {
    this.workspaces = workspaces;
    this.broker = broker;
  }

  @Override
  public URI host(Access access) {
    Workspace workspace = workspaces.of(access);
    return workspace.tracking() == null ? workspace.host() : workspace.tracking();
  }

  @Override
  public @Nullable String token(Access access) {
    return isWorkspace(access) ? broker.token(access).reveal() : null;
  }

  @Override
  public void refused(Access access) {
    broker.invalidate(access);
  }

  @Override
  public String runPage(Access access, String experimentId, String runId) {
    String page = isWorkspace(access) ? "/ml/experiments/" : "/#/experiments/";
    return host(access) + page + experimentId + "/runs/" + runId;
  }

  @Override
  public boolean isWorkspace(Access access) {
    return host(access).equals(workspaces.of(access).host());
  }
}
