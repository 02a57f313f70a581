package dev.mlharness.worker;

import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.activities.inventory.AuditedIdentities;
import dev.mlharness.activities.inventory.AuditedIdentities.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the last identity audits found, as Prometheus sees it. Read from the audit store, so that
 * every worker says the same, and says it still after a restart.
 */
final class IdentityGauges {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final AuditedIdentities audited;
  private final Clock clock = Clock.systemUTC();
  private Map<String, Standing> known = Map.of();
  private Instant read = Instant.MIN;

  IdentityGauges(Set<String> workspaces, AuditStore store, MeterRegistry registry) {
    this.audited = new AuditedIdentities(store);
    for (String workspace : workspaces) {
      findings(registry, workspace, "high", standing -> standing.counts().high());
      findings(registry, workspace, "medium", standing -> standing.counts().medium());
      findings(registry, workspace, "low", standing -> standing.counts().low());
      Gauge.builder(
              "mlharness.identity.audited",
              this,
              gauges -> gauges.value(workspace, standing -> standing.when().getEpochSecond()))
          .description("When identities were audited last, in seconds since 1970")
          .baseUnit("seconds")
          .tag("workspace", workspace)
          .register(registry);
    }
  }

  private void findings(
      MeterRegistry registry,
      String workspace,
      String severity,
      ToDoubleFunction<Standing> number) {
    Gauge.builder("mlharness.identity.findings", this, gauges -> gauges.value(workspace, number))
        .description("What the last identity audit found, and still stands")
        .tag("workspace", workspace)
        .tag("severity", severity)
        .register(registry);
  }

  /** Not a number before the first audit, and while the audit store does not answer. */
  private double value(String workspace, ToDoubleFunction<Standing> number) {
    Standing standing = standing().get(workspace);
    return standing == null ? Double.NaN : number.applyAsDouble(standing);
  }

  private synchronized Map<String, Standing> standing() {
    Instant now = clock.instant();
    if (read.plus(FRESH).isBefore(now)) {
      read = now;
      try {
        known = audited.last();
      } catch (ApplicationFailure unavailable) {
        known = Map.of();
      }
    }
    return known;
  }
}
