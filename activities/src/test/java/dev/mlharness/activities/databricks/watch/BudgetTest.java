package dev.mlharness.activities.databricks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.activities.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final Budget budget = new Budget(10, clock);

  @Test
  void aSecondsWorthOfCallsMayComeAtOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(budget.take()).isZero();
    }
    assertThat(budget.take()).hasMillis(100);
    assertThat(budget.take()).hasMillis(200);
  }

  @Test
  void overTimeTheRateIsKept() {
    Instant start = clock.instant();
    for (int i = 0; i < 100; i++) {
      clock.pass(budget.take());
    }
    assertThat(Duration.between(start, clock.instant())).hasMillis(9_000);
  }

  @Test
  void unusedBudgetDoesNotPileUp() {
    clock.pass(Duration.ofHours(1));
    for (int i = 0; i < 10; i++) {
      assertThat(budget.take()).isZero();
    }
    assertThat(budget.take()).isPositive();
  }

  @Test
  void theWorkspacesWishIsKept() {
    budget.hold(Duration.ofSeconds(30));

    assertThat(budget.take()).hasSeconds(30);
    assertThat(budget.take()).as("and no burst after it").hasMillis(30_100);
  }

  @Test
  void aShorterWishDoesNotShortenALongerOne() {
    budget.hold(Duration.ofSeconds(30));
    budget.hold(Duration.ofSeconds(1));

    assertThat(budget.take()).hasSeconds(30);
  }
}
