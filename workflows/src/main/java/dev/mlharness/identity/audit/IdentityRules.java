package dev.mlharness.identity.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds what is stale in an inventory: the same inventory and limits, the same findings. */
public final class IdentityRules {
  private static final Comparator<IdentityFinding> MOST_URGENT_FIRST =
      Comparator.comparing(IdentityFinding::severity)
          .thenComparing(IdentityFinding::subject)
          .thenComparing(IdentityFinding::rule);

  private final AuditLimits limits;

  public IdentityRules(AuditLimits limits) {
    this.limits = limits;
  }

  /** The most urgent first, then by subject. */
  public List<IdentityFinding> judge(IdentityInventory inventory) {
    List<IdentityFinding> found = new ArrayList<>();
    new CredentialRules(limits, inventory).judge(found);
    new PolicyRules(limits, inventory).judge(found);
    new PrincipalRules(limits, inventory).judge(found);
    inventory
        .unreadable()
        .forEach(
            each ->
                found.add(
                    new IdentityFinding(
                        Rule.AREA_UNREADABLE, each.area().word(), each.why(), each.mend())));
    return mostUrgentFirst(found.stream());
  }

  static List<IdentityFinding> mostUrgentFirst(Stream<IdentityFinding> findings) {
    return findings.sorted(MOST_URGENT_FIRST).toList();
  }
}
