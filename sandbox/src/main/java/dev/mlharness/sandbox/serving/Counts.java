package dev.mlharness.sandbox.serving;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** What was asked of each served entity since the sandbox was started. */
@Component
class Counts {

  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** Counts one request that was answered with this status after this time. */
  void count(String endpoint, String served, int status, Duration took) {
    Count count = of(endpoint, served);
    count.requests.increment();
    count.nanos.add(took.toNanos());
    if (status >= 500) {
      count.failures.increment();
    } else if (status >= 400) {
      count.refusals.increment();
    }
  }

  /** One served entity's counts, in the text form of Prometheus. */
  String text(String endpoint, String served) {
    String labels = "{endpoint_name=\"%s\",served_model_name=\"%s\"}".formatted(endpoint, served);
    Count count = of(endpoint, served);
    return """
        request_count_total%1$s %2$d
        request_4xx_count_total%1$s %3$d
        request_5xx_count_total%1$s %4$d
        request_latency_ms_sum%1$s %5$.3f
        request_latency_ms_count%1$s %2$d
        """
        .formatted(
            labels,
            count.requests.sum(),
            count.refusals.sum(),
            count.failures.sum(),
            count.nanos.sum() / 1e6);
  }

  void forget(String endpoint) {
    counts.keySet().removeIf(key -> key.startsWith(endpoint + "/"));
  }

  private Count of(String endpoint, String served) {
    return counts.computeIfAbsent(endpoint + "/" + served, key -> new Count());
  }

  private static final class Count {
    private final LongAdder requests = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder nanos = new LongAdder();
  }
}
