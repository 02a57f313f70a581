package dev.mlharness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.recipe.WatchSpec.AgeRule;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class StalenessTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long YEARS = 100_000_000;

  @Test
  void itSaysSinceWhenAndWhatIsAllowed() {
    Staleness old = new Staleness(rule(86_400), NOW.minus(Duration.ofHours(36)), NOW);

    assertThat(old.sentence("the model was trained at"))
        .isEqualTo("the model was trained at 2026-11-23T00:00:00Z: 1.5 days, 1d is allowed");
    assertThat(new Staleness(rule(1), null, NOW).sentence("there are data since"))
        .isEqualTo("the model has seen all data");
  }

  @Property
  void itIsViolatedWhenItIsOlderThanTheRuleAllows(
      @ForAll @LongRange(min = -YEARS, max = YEARS) long seconds,
      @ForAll @LongRange(min = 1, max = YEARS) long max) {
    assertThat(verdict(seconds, max))
        .isEqualTo(seconds > max ? CheckVerdict.VIOLATED : CheckVerdict.KEPT);
  }

  @Property
  void whatIsTooOldDoesNotGrowYounger(
      @ForAll @LongRange(min = -YEARS, max = YEARS) long seconds,
      @ForAll @LongRange(min = 0, max = YEARS) long later,
      @ForAll @LongRange(min = 1, max = YEARS) long max) {
    if (verdict(seconds, max) == CheckVerdict.VIOLATED) {
      assertThat(verdict(seconds + later, max)).isEqualTo(CheckVerdict.VIOLATED);
    }
  }

  @Property
  void whatIsAsNewAsCanBeIsNeverTooOld(@ForAll @LongRange(min = 1, max = YEARS) long max) {
    assertThat(new Staleness(rule(max), null, NOW).verdict()).isEqualTo(CheckVerdict.KEPT);
  }

  private static CheckVerdict verdict(long seconds, long max) {
    return new Staleness(rule(max), NOW.minusSeconds(seconds), NOW).verdict();
  }

  private static AgeRule rule(long seconds) {
    return new AgeRule(Duration.ofSeconds(seconds));
  }
}
