package dev.mlharness.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static final String LABELS = "{endpoint_name=\"wine\",served_model_name=\"wine-1\"}";

  private final AtomicLong now = new AtomicLong();
  private final Counts counts = new Counts(now::get);

  @Test
  void eachServedModelHasItsOwnNumbers() {
    counts.count("wine", "wine-1", 200, Duration.ofMillis(20));
    counts.count("wine", "wine-1", 400, Duration.ofMillis(30));
    counts.count("wine", "wine-2", 500, Duration.ofMillis(7));

    assertThat(counts.text("wine", "wine-1"))
        .contains("request_count_total" + LABELS + " 2")
        .contains("request_4xx_count_total" + LABELS + " 1")
        .contains("request_5xx_count_total" + LABELS + " 0")
        .contains("served_model_name=\"wine-1\",le=\"25.0\"} 1")
        .contains("served_model_name=\"wine-1\",le=\"+Inf\"} 2")
        .contains("request_latency_ms_sum" + LABELS + " 50.000");
    assertThat(counts.text("wine", "wine-2")).contains("\"wine-2\"} 1");
  }

  @Test
  void whatIsOlderThanAMinuteIsForgotten() {
    counts.count("wine", "wine-1", 500, Duration.ofMillis(20));
    now.addAndGet(Duration.ofSeconds(61).toNanos());

    assertThat(counts.text("wine", "wine-1"))
        .contains("request_count_total" + LABELS + " 0")
        .contains("request_latency_ms_count" + LABELS + " 0");
  }
}
