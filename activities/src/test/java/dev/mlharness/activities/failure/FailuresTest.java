package dev.mlharness.activities.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.TestIdentity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  @ParameterizedTest
  @EnumSource
  void theTypeDecidesOnRetry(FailureType type) {
    ApplicationFailure failure = Failures.of(type, "why");

    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
  }

  @Test
  void theOtherSidesWishSetsThePaceOfRetries() {
    ApplicationFailure failure =
        Failures.of(FailureType.UNAVAILABLE, "busy", Duration.ofSeconds(7));

    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void noTokenGetsIntoAMessage() {
    String token = TestIdentity.token(Instant.EPOCH);

    assertThat(Failures.of(FailureType.HELD, "sent " + token)).message().doesNotContain(token);
  }

  @Test
  void aMessageStaysReadable() {
    assertThat(Failures.of(FailureType.HELD, "x".repeat(1_000_000)).getOriginalMessage())
        .hasSize(2_000)
        .endsWith("…");
  }
}
