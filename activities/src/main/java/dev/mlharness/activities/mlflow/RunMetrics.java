package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import java.util.Map;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;

/** The last value of each metric that a run logged. */
public final class RunMetrics {
  private final TrackedRuns runs;

  public RunMetrics(Mlflow mlflow) {
    this.runs = new TrackedRuns(mlflow);
  }

  public Map<String, Double> of(Access access, String runId) {
    return runs.get(access, runId).getData().getMetricsList().stream()
        .collect(Collectors.toMap(Metric::getKey, Metric::getValue, (older, newer) -> newer));
  }
}
