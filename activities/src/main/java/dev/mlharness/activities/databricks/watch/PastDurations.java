package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.Run;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long runs of a kind took, as far as this process has seen them end. Two runs are of a kind
 * when their names differ in nothing but numbers and what stands in square brackets.
 */
final class PastDurations {
  private static final int KINDS = 1_000;

  private final Map<String, Duration> byKind =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
              return size() > KINDS;
            }
          });

  /** Keeps how long a run took that succeeded. One that failed tells nothing about the others. */
  void record(Run run) {
    Long start = run.getStartTime();
    Long end = run.getEndTime();
    if (start != null && end != null && end > start && run.getRunName() != null) {
      byKind.merge(kind(run.getRunName()), Duration.ofMillis(end - start), PastDurations::blend);
    }
  }

  Optional<Duration> expected(@Nullable String runName) {
    return runName == null ? Optional.empty() : Optional.ofNullable(byKind.get(kind(runName)));
  }

  private static String kind(String runName) {
    return runName.replaceAll("\\[[^\\]]*\\]|\\d+", "").strip();
  }

  private static Duration blend(Duration past, Duration latest) {
    return past.plus(latest).dividedBy(2);
  }
}
