package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.credentials.CachedToken;
import dev.mlharness.activities.credentials.Perishable;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Credentials in memory, one for each purpose, for as long as they are good for something. */
final class PerPurpose<P, T extends Perishable> {
  private final Function<P, T> exchange;
  private final Clock clock;
  private final Map<P, CachedToken<T>> kept = new ConcurrentHashMap<>();

  PerPurpose(Function<P, T> exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  T get(P purpose) {
    if (!kept.containsKey(purpose)) {
      // Purposes are of pipelines, and pipelines end.
      kept.values().removeIf(CachedToken::idle);
    }
    return kept.computeIfAbsent(purpose, p -> new CachedToken<>(() -> exchange.apply(p), clock))
        .get();
  }
}
