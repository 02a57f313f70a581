package dev.mlharness.audit;

import dev.mlharness.timing.ActivityProfiles;

/** Hands the question to a worker, which has access to the store. */
public final class ReadAuditWorkflow implements ReadAudit {
  @Override
  public AuditPage run(AuditQuery query) {
    return ActivityProfiles.call(
            AuditActivities.class, ActivityProfiles.ASKED, "read audit records")
        .read(query);
  }
}
