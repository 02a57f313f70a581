package dev.mlharness.starter.way;

import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The audit store through the API. */
record ApiAuditRecords(ApiClient api) implements AuditRecords {
  private static final int LARGEST_PAGE = 200;

  @Override
  public AuditPage read(AuditQuery query) {
    Path path =
        Path.of("/v1/audit/records")
            .with("pipeline", query.pipeline())
            .with("order", query.order().name().toLowerCase(Locale.ROOT))
            .with("after", query.from());
    for (AuditKind kind : query.kinds()) {
      path = path.with("kind", kind.name().toLowerCase(Locale.ROOT));
    }
    List<AuditRecord> records = new ArrayList<>();
    String next = null;
    do {
      int size = Math.min(LARGEST_PAGE, query.limit() - records.size());
      Records found =
          api.get(path.with("limit", size).with("page", next).toString(), Records.class);
      records.addAll(found.records());
      next = found.nextPage();
    } while (next != null && records.size() < query.limit());
    Long last = records.isEmpty() ? null : records.get(records.size() - 1).sequence();
    return new AuditPage(records, next == null ? null : last);
  }

  @Override
  public AuditVerification verify(List<AuditHead> remembered) {
    return api.query(
        "/v1/audit/verifications",
        Map.of("heads", remembered.stream().map(AuditHead::toString).toList()),
        AuditVerification.class);
  }

  private record Records(List<AuditRecord> records, @Nullable String nextPage) {}
}
