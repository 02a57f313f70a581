package dev.mlharness.identity.audit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two audits, compared by rule and subject: evidence may change while a finding stays.
 *
 * @param fresh what was not there before
 * @param still what was, and is
 * @param gone what was, and is no more
 */
public record AuditDifference(
    List<IdentityFinding> fresh, List<IdentityFinding> still, List<IdentityFinding> gone) {

  public AuditDifference {
    fresh = List.copyOf(fresh);
    still = List.copyOf(still);
    gone = List.copyOf(gone);
  }

  /**
   * What is new in {@code now}, what of {@code before} is gone, and what is still there.
   *
   * @param unread what was not looked at now: of that, everything is still there
   */
  public static AuditDifference between(
      List<IdentityFinding> before, List<IdentityFinding> now, Set<Area> unread) {
    List<IdentityFinding> absent = before.stream().filter(each -> !in(now, each)).toList();
    return new AuditDifference(
        now.stream().filter(each -> !in(before, each)).toList(),
        IdentityRules.mostUrgentFirst(
            Stream.concat(
                now.stream().filter(each -> in(before, each)),
                absent.stream().filter(each -> each.rule().isBlind(unread)))),
        absent.stream().filter(each -> !each.rule().isBlind(unread)).toList());
  }

  /** All that stands now, the most urgent first. */
  public List<IdentityFinding> standing() {
    return IdentityRules.mostUrgentFirst(Stream.concat(fresh.stream(), still.stream()));
  }

  /**
   * The same, shortened so that it fits in a history: the most urgent stay.
   *
   * @param most how many findings of each kind
   */
  public AuditDifference shortened(int most) {
    return new AuditDifference(first(fresh, most), first(still, most), first(gone, most));
  }

  /** The same, without findings that are less urgent. */
  public AuditDifference atLeast(Severity least) {
    return new AuditDifference(urgent(fresh, least), urgent(still, least), urgent(gone, least));
  }

  private static List<IdentityFinding> urgent(List<IdentityFinding> findings, Severity least) {
    return findings.stream().filter(each -> each.severity().atLeast(least)).toList();
  }

  private static List<IdentityFinding> first(List<IdentityFinding> findings, int most) {
    return findings.subList(0, Math.min(most, findings.size()));
  }

  private static boolean in(List<IdentityFinding> findings, IdentityFinding wanted) {
    return findings.stream().anyMatch(wanted::isSameAs);
  }
}
