package dev.mlharness.starter.way;

import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.starter.cron.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked about stale identities. */
public interface Identities {
  /**
   * Audits, and waits for what is found.
   *
   * @param workspace null: all that have an auditor
   */
  IdentityAuditReport audit(@Nullable String workspace);

  /**
   * Lets identities be audited by themselves.
   *
   * @return when that is next; null: never
   */
  @Nullable Instant schedule(@Nullable String workspace, Times times);
}
