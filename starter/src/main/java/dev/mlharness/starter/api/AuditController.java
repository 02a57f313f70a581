package dev.mlharness.starter.api;

import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.starter.connection.Questions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit", description = "Who did what: a chain that nobody can change unseen.")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private final TemporalConnection temporal;

  AuditController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(
      summary = "Records, the newest first",
      description = "next, if any, is what to ask for as before to get older ones.")
  @Allowed(ApiRole.AUDITOR)
  @GetMapping("/records")
  AuditPage records(
      @RequestParam(name = "kind", required = false) @Nullable Set<AuditKind> kinds,
      @RequestParam(name = "pipeline", required = false) @Nullable String pipeline,
      @RequestParam(name = "before", required = false) @Nullable Long before,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    AuditQuery query =
        new AuditQuery(
            kinds == null ? Set.of() : kinds, pipeline, Order.NEWEST_FIRST, before, limit);
    return Questions.ask(temporal.temporal(), "ReadAudit", "audit records", query, AuditPage.class);
  }

  @Operation(summary = "Walks the whole chain, and says whether it is whole")
  @Allowed(ApiRole.AUDITOR)
  @PostMapping("/verifications")
  AuditVerification verify() {
    return Questions.ask(
        temporal.temporal(),
        "VerifyAudit",
        "verification of the audit store",
        List.of(),
        AuditVerification.class);
  }
}
