package dev.mlharness.check;

import dev.mlharness.recipe.ViolationLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * The last verdicts of one check, oldest first: n of m decides. A verdict that is not known takes
 * its place, so that old violations do not outlive a model that nobody calls any more, and is none.
 */
public record Violations(List<CheckVerdict> last) {
  public static final Violations NONE = new Violations(List.of());

  public Violations {
    last = List.copyOf(last);
  }

  /** With one more verdict, and only as many as the limit looks at. */
  public Violations with(CheckVerdict verdict, ViolationLimit limit) {
    List<CheckVerdict> all = new ArrayList<>(last);
    all.add(verdict);
    return new Violations(all.subList(Math.max(0, all.size() - limit.of()), all.size()));
  }

  public int count() {
    return (int) last.stream().filter(CheckVerdict.VIOLATED::equals).count();
  }

  public boolean reach(ViolationLimit limit) {
    return count() >= limit.violations();
  }

  /** Whether no further verdicts of this window, {@code left} in number, can reach the limit. */
  public boolean cannotReach(ViolationLimit limit, int left) {
    return count() + left < limit.violations();
  }
}
