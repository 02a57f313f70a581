package dev.mlharness.starter.way;

import dev.mlharness.identity.audit.IdentityAuditQuestion;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.starter.audit.IdentityAudits;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.cron.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Audits of identities as workflows. */
record TemporalIdentities(Temporal temporal) implements Identities {
  @Override
  public IdentityAuditReport audit(@Nullable String workspace) {
    return Questions.ask(
        temporal,
        "IdentityAudit",
        "audit of identities",
        new IdentityAuditQuestion(workspace),
        IdentityAuditReport.class,
        IdentityAudits.PATIENCE);
  }

  @Override
  public @Nullable Instant schedule(@Nullable String workspace, Times times) {
    return IdentityAudits.upkeep(workspace).keep(temporal, times.cron(), times.timezone());
  }
}
