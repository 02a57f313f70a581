package dev.mlharness.starter.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.identity.audit.Severity;
import dev.mlharness.starter.audit.IdentityAuditRow;
import dev.mlharness.starter.audit.IdentityAudits;
import dev.mlharness.starter.paging.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "identity-audits", description = "Stale identities: what was found, how to mend it.")
@RestController
@RequestMapping(path = "/v1/identity-audits", produces = MediaType.APPLICATION_JSON_VALUE)
class IdentityAuditController {
  private final TemporalConnection temporal;

  IdentityAuditController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(summary = "Audits, the newest first")
  @Allowed(ApiRole.AUDITOR)
  @GetMapping
  AuditsPage list(@ParameterObject Paging paging) {
    Page<IdentityAuditRow> page = audits().page(paging.request());
    return new AuditsPage(page.items(), page.next());
  }

  @Operation(summary = "Starts an audit, of one workspace or of all that have an auditor")
  @Allowed(ApiRole.AUDITOR)
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  IdentityAuditRow start(@RequestBody(required = false) @Nullable WorkspaceBody body) {
    return audits().row(audits().start(workspace(body)));
  }

  @Operation(summary = "The latest audit that is done, with what it found")
  @Allowed(ApiRole.AUDITOR)
  @GetMapping("/latest")
  IdentityAuditView latest(
      @RequestParam(name = "min_severity", required = false) @Nullable Severity least) {
    return view(audits().latest(), least);
  }

  @Operation(summary = "An audit; once it is done, with what it found")
  @Allowed(ApiRole.AUDITOR)
  @GetMapping("/{audit}")
  IdentityAuditView show(
      @PathVariable("audit") String audit,
      @RequestParam(name = "min_severity", required = false) @Nullable Severity least) {
    return view(audits().row(Texts.name("The audit", audit)), least);
  }

  @Operation(summary = "Lets identities be audited by themselves")
  @Allowed({ApiRole.OPERATOR, ApiRole.AUDITOR})
  @PostMapping(path = "/schedule", consumes = MediaType.APPLICATION_JSON_VALUE)
  UpkeepBody.Scheduled schedule(
      @RequestParam(name = "workspace", required = false) @Nullable String workspace,
      @RequestBody UpkeepBody body) {
    return body.keep(
        temporal.temporal(), IdentityAudits.upkeep(Texts.optional("workspace", workspace)));
  }

  private IdentityAuditView view(IdentityAuditRow row, @Nullable Severity asked) {
    if (!row.status().equals("completed")) {
      return new IdentityAuditView(row, null);
    }
    Severity least = asked == null ? Severity.LOW : asked;
    IdentityAuditReport report = audits().report(row.audit());
    return new IdentityAuditView(
        row,
        new IdentityAuditReport(
            report.workspaces().stream().map(each -> each.atLeast(least)).toList()));
  }

  private IdentityAudits audits() {
    return new IdentityAudits(temporal.temporal());
  }

  private static @Nullable String workspace(@Nullable WorkspaceBody body) {
    return body == null ? null : Texts.optional("workspace", body.workspace());
  }

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record AuditsPage(List<IdentityAuditRow> audits, @Nullable String nextPage) {}

  /**
   * @param workspace null: all that have an auditor
   */
  record WorkspaceBody(@Nullable String workspace) {}

  /**
   * @param report null: it is not done, or failed
   */
  record IdentityAuditView(
      @JsonUnwrapped IdentityAuditRow audit, @Nullable IdentityAuditReport report) {}
}
