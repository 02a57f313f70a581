package dev.mlharness.worker;

import dev.mlharness.activities.databricks.watch.WatchMetrics;
import dev.mlharness.run.RunOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Watching runs, as Prometheus sees it. */
final class WatchMeters implements WatchMetrics {
  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();

  WatchMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void open(String workspace, int watches) {
    open.computeIfAbsent(
            workspace,
            name ->
                registry.gauge(
                    "mlharness.watch.open", Tags.of("workspace", name), new AtomicInteger()))
        .set(watches);
  }

  @Override
  public void passed(String workspace, Duration took) {
    registry.timer("mlharness.watch.pass", "workspace", workspace).record(took);
  }

  @Override
  public void called(String workspace, String api, boolean succeeded) {
    registry
        .counter(
            "mlharness.watch.calls",
            "workspace",
            workspace,
            "api",
            api,
            "succeeded",
            Boolean.toString(succeeded))
        .increment();
  }

  @Override
  public void delivered(String workspace, RunOutcome outcome, Duration lag) {
    registry
        .timer(
            "mlharness.watch.lag",
            "workspace",
            workspace,
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .record(lag);
  }
}
