package dev.mlharness.recipe;

import java.util.Locale;

/** What a serving endpoint says of its last minute. */
public enum EndpointMetric {
  /** Answers with a status of 400 or more, as a share of all requests. */
  ERROR_RATE,
  /** Requests that were refused (400 to 499), as a share of all requests. */
  ERROR_RATE_4XX,
  /** Requests that failed (500 and more), as a share of all requests. */
  ERROR_RATE_5XX,
  REQUEST_COUNT,
  LATENCY_P50_MS,
  LATENCY_P95_MS,
  LATENCY_P99_MS,
  /** Mean of all requests. */
  LATENCY_MEAN_MS,
  CPU_USAGE_PERCENTAGE,
  MEM_USAGE_PERCENTAGE;

  /** As recipes spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
