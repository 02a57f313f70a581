package dev.mlharness.identity.audit;

import java.util.List;

/** What an identity audit found, workspace by workspace. */
public record IdentityAuditReport(List<WorkspaceAudit> workspaces) {
  public IdentityAuditReport {
    workspaces = List.copyOf(workspaces);
  }

  /** All that stands, by severity. */
  public SeverityCounts standing() {
    return workspaces.stream()
        .map(WorkspaceAudit::standing)
        .reduce(SeverityCounts.NONE, SeverityCounts::plus);
  }
}
