package dev.mlharness.starter.way;

import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditVerification;
import java.util.List;

/** What is asked of the audit store. */
public interface AuditRecords {
  /** One page of records. */
  AuditPage read(AuditQuery query);

  /**
   * Walks the whole chain.
   *
   * @param remembered heads of former walks
   */
  AuditVerification verify(List<AuditHead> remembered);
}
