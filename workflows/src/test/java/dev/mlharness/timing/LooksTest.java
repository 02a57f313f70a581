package dev.mlharness.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LooksTest {
  @Example
  void aLookIsTakenAtTheEndOfAWaitToo() {
    assertThat(Looks.during(Duration.ofMinutes(30))).isEqualTo(4);
    assertThat(Looks.during(Duration.ofMinutes(45))).isEqualTo(5);
    assertThat(Looks.during(Duration.ofHours(1))).isEqualTo(6);
    assertThat(Looks.during(Duration.ofDays(1))).isEqualTo(48);
  }

  @Property
  void aWaitIsLookedAtAFewTimesAndNeverTooOften(
      @ForAll @LongRange(min = 1, max = 180 * 86_400L) long seconds) {
    Duration wait = Duration.ofSeconds(seconds);

    Duration every = Looks.every(wait);

    assertThat(every).isPositive().isLessThanOrEqualTo(Duration.ofHours(6));
    assertThat(wait.dividedBy(every)).isLessThanOrEqualTo(720);
    if (wait.compareTo(Duration.ofSeconds(4)) >= 0) {
      assertThat(wait.dividedBy(every)).isGreaterThanOrEqualTo(4);
    }
  }
}
