package dev.mlharness.activities.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void secondsAreRead() {
    assertThat(RetryAfter.parse("17", NOW)).contains(Duration.ofSeconds(17));
  }

  @Test
  void aDateIsRead() {
    assertThat(RetryAfter.parse("Tue, 24 Nov 2026 12:01:30 GMT", NOW))
        .contains(Duration.ofSeconds(90));
  }

  @Test
  void aDateThatHasPassedMeansNow() {
    assertThat(RetryAfter.parse("Tue, 24 Nov 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void aDayIsNotBelieved() {
    assertThat(RetryAfter.parse("86400", NOW)).contains(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
  void nonsenseIsNothing(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }
}
