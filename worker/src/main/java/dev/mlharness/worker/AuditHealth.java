package dev.mlharness.worker;

import dev.mlharness.activities.audit.AuditStore;
import io.temporal.failure.ApplicationFailure;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready when the audit store answers: without it this worker changes nothing. */
final class AuditHealth implements HealthIndicator {
  private final AuditStore store;

  AuditHealth(AuditStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    try {
      return Health.up().withDetail("records", store.head().sequence()).build();
    } catch (ApplicationFailure failure) {
      return Health.down().withDetail("audit", failure.getOriginalMessage()).build();
    }
  }
}
