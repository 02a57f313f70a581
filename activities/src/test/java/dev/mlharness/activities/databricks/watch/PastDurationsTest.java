package dev.mlharness.activities.databricks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PastDurationsTest {
  private final PastDurations past = new PastDurations();

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(past.expected("fraud train 1 [abc]")).isEmpty();
    assertThat(past.expected(null)).isEmpty();
  }

  @Test
  void anotherAttemptOfTheSameStageIsExpectedToTakeAsLong() {
    past.record(run("fraud train 1 [abc]", 60));

    assertThat(past.expected("fraud train 2 [def]")).contains(Duration.ofSeconds(60));
    assertThat(past.expected("fraud test 1 [abc]")).isEmpty();
  }

  @Test
  void theLatestCountsMost() {
    past.record(run("fraud train", 100));
    past.record(run("fraud train", 100));
    past.record(run("fraud train", 20));

    assertThat(past.expected("fraud train")).contains(Duration.ofSeconds(60));
  }

  @Test
  void aRunWithoutTimesTeachesNothing() {
    past.record(new Run().setRunName("fraud train"));
    past.record(run("fraud train", 0));

    assertThat(past.expected("fraud train")).isEmpty();
  }

  @Test
  void oldKindsAreForgotten() {
    past.record(run("first", 10));
    for (int i = 0; i < 1_000; i++) {
      past.record(run("kind " + "x".repeat(i), 10));
    }
    assertThat(past.expected("first")).isEmpty();
  }

  private static Run run(String name, long seconds) {
    return new Run().setRunName(name).setStartTime(1_000L).setEndTime(1_000L + seconds * 1_000);
  }
}
