package dev.mlharness.sandbox.runs;

import static dev.mlharness.sandbox.runs.SampleRuns.ended;
import static dev.mlharness.sandbox.runs.SampleRuns.submitted;
import static dev.mlharness.sandbox.runs.SampleRuns.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunListingTest {

  private final List<Run> thirty =
      LongStream.rangeClosed(1, 30)
          .map(id -> 31 - id)
          .mapToObj(id -> submitted(id, task("a")))
          .toList();

  private static RunListing page(@Nullable Integer limit, @Nullable String token) {
    return new RunListing(null, null, null, null, null, null, null, limit, null, token);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    var first = page(null, null).of(thirty);
    assertThat(first.runs()).hasSize(20);
    assertThat(first.hasMore()).isTrue();

    var second = page(null, first.nextPageToken()).of(thirty);
    assertThat(second.runs())
        .extracting(Run::runId)
        .containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(second.hasMore()).isFalse();
    assertThat(second.nextPageToken()).isNull();
  }

  @Test
  void atMostTwentyFiveRunsAreOnAPage() {
    assertThat(page(0, null).of(thirty).runs()).hasSize(25);
    assertThatThrownBy(() -> page(26, null).of(thirty)).hasMessageContaining("limit is 26");
  }

  @Test
  void activeAndCompletedRunsAreToldApart() {
    var runs = List.of(submitted(2, task("a")), ended(submitted(1, task("a")), 1, Outcome.FAILED));
    var active = new RunListing(true, null, null, null, null, null, null, null, null, null);
    var completed = new RunListing(null, true, null, null, null, null, null, null, null, null);
    var both = new RunListing(true, true, null, null, null, null, null, null, null, null);
    assertThat(active.of(runs).runs()).extracting(Run::runId).containsExactly(2L);
    assertThat(completed.of(runs).runs()).extracting(Run::runId).containsExactly(1L);
    assertThatThrownBy(() -> both.of(runs)).hasMessageContaining("cannot both be true");
  }

  @Test
  void runsAreFoundByWhenTheyStarted() {
    var from = new RunListing(null, null, null, null, null, 1_001L, null, null, null, null);
    assertThat(from.of(thirty).runs()).isEmpty();
  }
}
