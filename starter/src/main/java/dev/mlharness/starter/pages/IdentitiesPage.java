package dev.mlharness.starter.pages;

import dev.mlharness.audit.AuditRecord;
import dev.mlharness.identity.audit.IdentityAuditReport;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.audit.IdentityAuditRow;
import dev.mlharness.starter.audit.IdentityAudits;
import dev.mlharness.starter.paging.Page;
import dev.mlharness.starter.paging.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Stale identities: what the last audit found, the command that mends each, and audits before. */
@PageController
class IdentitiesPage {
  private static final int AUDITS = 20;
  private static final int RECORDS = 40;

  private final TemporalConnection temporal;

  IdentitiesPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /**
   * @param named which one; null: the last that is done
   */
  @Allowed(ApiRole.AUDITOR)
  @GetMapping("/identities")
  ModelAndView show(
      @RequestParam(name = "audit", required = false) @Nullable String named,
      HttpServletRequest request) {
    String audit = Forms.given(named);
    IdentityAudits audits = new IdentityAudits(temporal.temporal());
    Page<IdentityAuditRow> all = audits.page(PageRequest.first(AUDITS));
    IdentityAuditRow shown =
        audit == null
            ? all.items().stream().filter(IdentityAuditRow::done).findFirst().orElse(null)
            : audits.row(audit);
    // What is running now is all that can change without a reader doing anything.
    ModelAndView page =
        Live.page("identities", request, all.items())
            .addObject("audits", all.items())
            .addObject("audit", audit)
            .addObject("shown", shown);
    return page.getView() != null
        ? page
        : page.addObject("report", report(audits, shown)).addObject("records", records(audits));
  }

  private static @Nullable IdentityAuditReport report(
      IdentityAudits audits, @Nullable IdentityAuditRow shown) {
    return shown == null || !shown.done() ? null : audits.report(shown.audit());
  }

  private static List<AuditRecord> records(IdentityAudits audits) {
    return audits.records(RECORDS).records();
  }

  @Allowed(ApiRole.AUDITOR)
  @PostMapping("/identities")
  RedirectView audit() {
    new IdentityAudits(temporal.temporal()).start(null);
    return Paths.redirect("/identities");
  }
}
