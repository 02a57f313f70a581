package dev.mlharness.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a walk along the chain ended.
 *
 * @param records how many were looked at
 * @param head the last of them
 * @param findings empty when the chain is whole; the first {@value ChainWalk#FINDINGS_KEPT} at most
 */
public record AuditVerification(long records, AuditHead head, List<AuditFinding> findings) {
  /** Before the first step. */
  public static final AuditVerification NONE = new AuditVerification(0, AuditHead.EMPTY, List.of());

  public AuditVerification {
    findings = List.copyOf(findings);
  }

  public boolean whole() {
    return findings.isEmpty();
  }

  /** This walk and the one that began where it ended. */
  AuditVerification and(AuditVerification next) {
    return new AuditVerification(
        records + next.records,
        next.head,
        Stream.concat(findings.stream(), next.findings.stream())
            .limit(ChainWalk.FINDINGS_KEPT)
            .toList());
  }
}
