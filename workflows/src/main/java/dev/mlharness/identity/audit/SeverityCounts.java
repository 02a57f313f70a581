package dev.mlharness.identity.audit;

import java.util.List;
import java.util.Optional;

/** How many findings there are, by severity. */
public record SeverityCounts(int high, int medium, int low) {
  public static final SeverityCounts NONE = new SeverityCounts(0, 0, 0);

  public static SeverityCounts of(List<IdentityFinding> findings) {
    return new SeverityCounts(
        number(findings, Severity.HIGH),
        number(findings, Severity.MEDIUM),
        number(findings, Severity.LOW));
  }

  private static int number(List<IdentityFinding> findings, Severity severity) {
    return (int) findings.stream().filter(each -> each.severity() == severity).count();
  }

  public SeverityCounts plus(SeverityCounts other) {
    return new SeverityCounts(high + other.high, medium + other.medium, low + other.low);
  }

  public int total() {
    return high + medium + low;
  }

  /** Empty when nothing was found. */
  public Optional<Severity> worst() {
    if (high > 0) {
      return Optional.of(Severity.HIGH);
    }
    return total() == 0
        ? Optional.empty()
        : Optional.of(medium > 0 ? Severity.MEDIUM : Severity.LOW);
  }

  /** As in {@code 1 high, 0 medium, 2 low}. */
  public String words() {
    return "%d high, %d medium, %d low".formatted(high, medium, low);
  }
}
