package dev.mlharness.sandbox.serving;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What was asked of each served entity in the last minute; as on Databricks the numbers are gauges
 * of a minute, in spite of their names.
 */
@Component
class Counts {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final List<Double> BOUNDS =
      List.of(1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, 5000.0, 10000.0);

  private final Map<String, Deque<Request>> requests = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  @Autowired
  Counts() {
    this(System::nanoTime);
  }

  Counts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Counts one request that was answered with this status after this time. */
  void count(String endpoint, String served, int status, Duration took) {
    Deque<Request> all = of(endpoint, served);
    synchronized (all) {
      all.addLast(new Request(nanos.getAsLong(), status, took.toNanos() / 1e6));
      forgetOld(all);
    }
  }

  /** One served entity's numbers, in the text form of Prometheus. */
  String text(String endpoint, String served) {
    String labels = "endpoint_name=\"%s\",served_model_name=\"%s\"".formatted(endpoint, served);
    List<Request> minute = lastMinute(of(endpoint, served));
    StringBuilder text = new StringBuilder();
    gauge(text, "request_count_total", labels, minute.size());
    gauge(text, "request_4xx_count_total", labels, statuses(minute, 400, 499));
    gauge(text, "request_5xx_count_total", labels, statuses(minute, 500, 599));
    BOUNDS.forEach(
        bound ->
            text.append(
                "request_latency_ms_bucket{%s,le=\"%s\"} %d%n"
                    .formatted(
                        labels,
                        bound,
                        minute.stream().filter(request -> request.millis <= bound).count())));
    text.append("request_latency_ms_bucket{%s,le=\"+Inf\"} %d%n".formatted(labels, minute.size()));
    double sum = minute.stream().mapToDouble(Request::millis).sum();
    text.append("request_latency_ms_sum{%s} %.3f%n".formatted(labels, sum));
    text.append("request_latency_ms_count{%s} %d%n".formatted(labels, minute.size()));
    return text.toString();
  }

  void forget(String endpoint) {
    requests.keySet().removeIf(key -> key.startsWith(endpoint + "/"));
  }

  private static void gauge(StringBuilder text, String name, String labels, long value) {
    text.append("%s{%s} %d%n".formatted(name, labels, value));
  }

  private static long statuses(List<Request> requests, int from, int to) {
    return requests.stream()
        .filter(request -> request.status >= from && request.status <= to)
        .count();
  }

  private List<Request> lastMinute(Deque<Request> all) {
    synchronized (all) {
      forgetOld(all);
      return List.copyOf(all);
    }
  }

  private void forgetOld(Deque<Request> all) {
    long now = nanos.getAsLong();
    while (!all.isEmpty() && now - all.getFirst().at > WINDOW.toNanos()) {
      all.removeFirst();
    }
  }

  private Deque<Request> of(String endpoint, String served) {
    return requests.computeIfAbsent(endpoint + "/" + served, key -> new ArrayDeque<>());
  }

  private record Request(long at, int status, double millis) {}
}
