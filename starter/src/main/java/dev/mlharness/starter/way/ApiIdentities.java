package dev.mlharness.starter.way;

import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Pause;
import dev.mlharness.starter.cron.Times;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Audits of identities through the API, which starts one and is asked until it is done. */
record ApiIdentities(ApiClient api) implements Identities {
  private static final Path ALL = Path.of("/v1/identity-audits");
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  @Override
  public IdentityAuditReport audit(@Nullable String workspace) {
    Audit audit =
        api.post(
            ALL.toString(),
            workspace == null ? Map.of() : Map.of("workspace", workspace),
            Audit.class);
    while (audit.running()) {
      Pause.of(LOOK_AGAIN, "interrupted; the audit goes on");
      audit = api.get(ALL.to(audit.audit()).toString(), Audit.class);
    }
    if (audit.report() == null) {
      throw CommandFailure.failed(
          "the audit of identities '%s' is %s".formatted(audit.audit(), audit.status()),
          "its page in the Temporal UI says why");
    }
    return audit.report();
  }

  @Override
  public @Nullable Instant schedule(@Nullable String workspace, Times times) {
    return api.query(
            ALL.to("schedule").with("workspace", workspace).toString(), times, Scheduled.class)
        .next();
  }

  private record Audit(String audit, String status, @Nullable IdentityAuditReport report) {
    boolean running() {
      return status.equals("running");
    }
  }

  record Scheduled(String schedule, @Nullable Instant next) {}
}
