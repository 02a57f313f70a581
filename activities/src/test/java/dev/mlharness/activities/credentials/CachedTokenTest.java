package dev.mlharness.activities.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTokenTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final AtomicInteger exchanges = new AtomicInteger();
  private Duration life = Duration.ofHours(1);
  private boolean down;
  private final CachedToken<SecretToken> cached = new CachedToken<>(this::exchange, clock);

  private SecretToken exchange() {
    int number = exchanges.incrementAndGet();
    if (down) {
      throw new IllegalStateException("down");
    }
    Instant expiry = clock.instant().plus(life);
    return new SecretToken("token-" + number, expiry);
  }

  @Test
  void itIsKept() {
    cached.get();
    clock.pass(Duration.ofMinutes(54));

    assertThat(cached.get().reveal()).isEqualTo("token-1");
  }

  @Test
  void itIsRenewedFiveMinutesBeforeItExpires() {
    cached.get();
    clock.pass(Duration.ofMinutes(55));

    assertThat(cached.get().reveal()).isEqualTo("token-2");
  }

  @Test
  void aShortLifeIsRenewedAtItsHalf() {
    life = Duration.ofMinutes(2);
    cached.get();

    clock.pass(Duration.ofSeconds(59));
    assertThat(cached.get().reveal()).isEqualTo("token-1");
    clock.pass(Duration.ofSeconds(1));
    assertThat(cached.get().reveal()).isEqualTo("token-2");
  }

  @Test
  void aTokenThatCannotBeRenewedIsUsedUntilItExpires() {
    cached.get();
    down = true;

    clock.pass(Duration.ofMinutes(56));
    assertThat(cached.get().reveal()).isEqualTo("token-1");
    assertThat(cached.get().reveal()).isEqualTo("token-1");
    assertThat(exchanges).as("no second try at once").hasValue(2);
    clock.pass(Duration.ofMinutes(4));
    assertThatThrownBy(cached::get).hasMessage("down");
  }

  @Test
  void aFailureIsNotKept() {
    down = true;
    assertThatThrownBy(cached::get).hasMessage("down");
    down = false;

    assertThat(cached.get().reveal()).isEqualTo("token-2");
  }

  @Test
  void aRefusedTokenIsDropped() {
    String refused = cached.get().reveal();
    cached.dropIf(token -> token.is(refused));

    assertThat(cached.get().reveal()).isEqualTo("token-2");
  }

  @Test
  void aNewerTokenThanTheRefusedOneStays() {
    cached.get();
    cached.dropIf(token -> token.is("token-0"));

    assertThat(cached.get().reveal()).isEqualTo("token-1");
  }

  @Test
  void anErrorLeavesNobodyWaiting() {
    var broken =
        new CachedToken<SecretToken>(
            () -> {
              throw new AssertionError("broken");
            },
            clock);

    assertThatThrownBy(broken::get).hasMessage("broken");
    assertThatThrownBy(broken::get).as("the next call tries itself").hasMessage("broken");
  }
}
