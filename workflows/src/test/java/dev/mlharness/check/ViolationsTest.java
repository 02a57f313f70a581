package dev.mlharness.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.recipe.ViolationLimit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ViolationsTest {
  private static final ViolationLimit TWO_OF_THREE = new ViolationLimit(2, 3);

  @Test
  void aViolationThatIsOldEnoughIsForgotten() {
    Violations violations =
        after(TWO_OF_THREE, CheckVerdict.VIOLATED, CheckVerdict.KEPT, CheckVerdict.KEPT);

    assertThat(violations.with(CheckVerdict.VIOLATED, TWO_OF_THREE).reach(TWO_OF_THREE)).isFalse();
  }

  @Test
  void whatIsNotKnownIsNoViolationAndNoAcquittal() {
    Violations violations =
        after(TWO_OF_THREE, CheckVerdict.VIOLATED, CheckVerdict.UNKNOWN, CheckVerdict.VIOLATED);

    assertThat(violations.reach(TWO_OF_THREE)).isTrue();
  }

  @Property
  void nOfMCountsTheLastM(
      @ForAll @Size(max = 40) List<CheckVerdict> verdicts,
      @ForAll @IntRange(min = 1, max = 10) int n,
      @ForAll @IntRange(max = 10) int more) {
    ViolationLimit limit = new ViolationLimit(n, n + more);

    Violations violations = after(limit, verdicts.toArray(CheckVerdict[]::new));

    List<CheckVerdict> window =
        verdicts.subList(Math.max(0, verdicts.size() - limit.of()), verdicts.size());
    assertThat(violations.last()).isEqualTo(window);
    assertThat(violations.reach(limit))
        .isEqualTo(window.stream().filter(CheckVerdict.VIOLATED::equals).count() >= n);
  }

  @Property
  void onlyAViolationReachesTheLimit(
      @ForAll @Size(max = 40) List<CheckVerdict> verdicts,
      @ForAll @IntRange(min = 1, max = 10) int n,
      @ForAll @IntRange(max = 10) int more) {
    ViolationLimit limit = new ViolationLimit(n, n + more);
    Violations before = after(limit, verdicts.toArray(CheckVerdict[]::new));

    if (!before.reach(limit)) {
      assertThat(before.with(CheckVerdict.KEPT, limit).reach(limit)).isFalse();
      assertThat(before.with(CheckVerdict.UNKNOWN, limit).reach(limit)).isFalse();
    }
  }

  @Property
  void aLimitIsReadAsItIsWritten(
      @ForAll @IntRange(min = 1, max = 99) int n, @ForAll @IntRange(max = 99) int more) {
    ViolationLimit limit = new ViolationLimit(n, n + more);

    assertThat(ViolationLimit.parse(limit.toString())).isEqualTo(limit);
  }

  @Test
  void aLimitThatCannotBeReachedIsNone() {
    assertThatThrownBy(() -> ViolationLimit.parse("6 of 5"))
        .hasMessageContaining("6 of 5")
        .hasMessageContaining("3 of 5");
  }

  private static Violations after(ViolationLimit limit, CheckVerdict... verdicts) {
    Violations violations = Violations.NONE;
    for (CheckVerdict verdict : verdicts) {
      violations = violations.with(verdict, limit);
    }
    return violations;
  }
}
