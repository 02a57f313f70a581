package dev.mlharness.activities.databricks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Pace PACE = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(1));

  @Test
  void aYoungRunIsLookedAtOften() {
    assertThat(next(Duration.ZERO)).hasSeconds(2);
    assertThat(next(Duration.ofSeconds(20))).hasSeconds(2);
  }

  @Test
  void anOldRunIsNoticedLateByATwentiethOfItsAge() {
    assertThat(next(Duration.ofMinutes(10))).hasSeconds(30);
  }

  @Test
  void noRunIsNoticedLaterThanAMinute() {
    assertThat(next(Duration.ofDays(2))).hasSeconds(60);
  }

  @Test
  void aRunThatIsFarFromItsEndIsLeftAlone() {
    assertThat(next(Duration.ofSeconds(5), Duration.ofSeconds(100)))
        .as("half of the 85 s that are left until it is watched closely")
        .hasMillis(42_500);
  }

  @Test
  void aRunThatIsAboutToEndIsLookedAtOften() {
    assertThat(next(Duration.ofSeconds(38), Duration.ofSeconds(40))).hasSeconds(2);
  }

  @Test
  void aRunThatTakesLongerThanUsualIsPacedByItsAge() {
    assertThat(next(Duration.ofMinutes(10), Duration.ofMinutes(5))).hasSeconds(30);
  }

  @Test
  void aClockThatRunsBehindDoesNoHarm() {
    assertThat(next(Duration.ofMinutes(-5))).hasSeconds(2);
  }

  @Test
  void failingPollsBackOff() {
    assertThat(PACE.afterFailure(1)).hasSeconds(2);
    assertThat(PACE.afterFailure(3)).hasSeconds(8);
    assertThat(PACE.afterFailure(1_000_000)).hasSeconds(60);
  }

  private static Duration next(Duration age) {
    return PACE.next(age, Optional.empty());
  }

  private static Duration next(Duration age, Duration expected) {
    return PACE.next(age, Optional.of(expected));
  }
}
