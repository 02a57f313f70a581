package dev.mlharness.activities.identity;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.IdentityProbe;
import dev.mlharness.activities.credentials.cloud.CloudProbe;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.identity.IdentityActivities;
import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.Chain;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The chains of the workspaces and roles that this worker is configured for. */
public final class ChainCheck implements IdentityActivities {
  private final Workspaces workspaces;
  private final IdentityProbe probe;
  private final CredentialBroker broker;
  private final WorkspaceClients clients;
  private final CloudProbe clouds;

  public ChainCheck(
      Workspaces workspaces, CredentialBroker broker, WorkspaceClients clients, CloudProbe clouds) {
    this.workspaces = workspaces;
    this.probe = new IdentityProbe();
    this.broker = broker;
    this.clients = clients;
    this.clouds = clouds;
  }

  @Override
  public IdentityReport check(IdentityQuestion question) {
    List<Workspace> asked =
        question.workspace() == null
            ? workspaces.all()
            : List.of(workspaces.named(question.workspace()));
    return new IdentityReport(
        asked.stream().flatMap(workspace -> chains(workspace, question)).toList());
  }

  private Stream<Chain> chains(Workspace workspace, IdentityQuestion question) {
    Stream<String> names =
        question.role() == null
            ? new TreeSet<>(workspace.roles().keySet()).stream()
            : Stream.of(question.role());
    return names.map(
        name -> {
          Access access = new Access(workspace.name(), name);
          return new ChainWalk(workspace, workspaces.role(access), access)
              .walk(probe, broker, clients, clouds);
        });
  }
}
