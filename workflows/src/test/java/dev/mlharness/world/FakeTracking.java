package dev.mlharness.world;

import dev.mlharness.access.FailureType;
import dev.mlharness.run.RunRequest;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.Plot;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.failure.ApplicationFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow tracking: one MLflow run for each key. */
public final class FakeTracking implements TrackingActivities {
  private final Faults faults;
  private final Map<String, TrackingRun> byKey = new LinkedHashMap<>();
  private final Map<String, LoggedModel> models = new HashMap<>();
  private final Map<String, Status> ended = new HashMap<>();
  private final Map<String, Map<String, String>> tags = new HashMap<>();
  private Map<String, Double> metrics = Map.of("f1_score", 0.95);
  private boolean logsModel = true;

  FakeTracking(Faults faults) {
    this.faults = faults;
  }

  /** What the tasks log from now on. */
  public synchronized void willLog(Map<String, Double> values) {
    metrics = values;
  }

  /** Whether training logs a model. */
  public synchronized void logsModel(boolean wanted) {
    logsModel = wanted;
  }

  /** How the only MLflow run ended; null when it has not. */
  public synchronized @Nullable Status status() {
    return ended.get(byKey.values().iterator().next().runId());
  }

  /** How all MLflow runs ended. */
  public synchronized List<Status> statuses() {
    return List.copyOf(ended.values());
  }

  /** Tags of the only MLflow run at its end. */
  public synchronized Map<String, String> tags() {
    return tags.getOrDefault(byKey.values().iterator().next().runId(), Map.of());
  }

  public synchronized int runsMade() {
    return byKey.size();
  }

  synchronized void taskEnded(RunRequest request) {
    String run = String.valueOf(request.parameters().get("mlflow_run_id"));
    if (logsModel && "train".equals(request.parameters().get("mlharness_stage"))) {
      String id = "m-" + request.idempotencyToken().substring(0, 8);
      models.put(run, new LoggedModel("models:/" + id, "artifacts/" + id, run, id));
    }
  }

  @Override
  public TrackingRun begin(BeginTracking request) {
    return faults.around("BeginTracking", () -> make(request));
  }

  private synchronized TrackingRun make(BeginTracking request) {
    return byKey.computeIfAbsent(
        request.key(),
        key -> {
          String id = "run-" + (byKey.size() + 1);
          return new TrackingRun(request.access(), "1", id, "https://mlflow.test/" + id);
        });
  }

  @Override
  public LoggedModel loggedModel(TrackingRun run) {
    return faults.around("FindLoggedModel", () -> found(run));
  }

  private synchronized LoggedModel found(TrackingRun run) {
    LoggedModel model = models.get(run.runId());
    if (model == null) {
      throw ApplicationFailure.newFailure("training logged no model", FailureType.HELD.name());
    }
    return model;
  }

  @Override
  public Map<String, Double> metrics(TrackingRun run) {
    return faults.around("ReadMetrics", this::logged);
  }

  private synchronized Map<String, Double> logged() {
    return metrics;
  }

  @Override
  public List<Plot> plots(TrackingRun run) {
    return faults.around(
        "ListPlots", () -> List.of(new Plot("plots/roc.png", 1234, run.url() + "/roc")));
  }

  @Override
  public void end(TrackingRun run, Status status, Map<String, String> last) {
    faults.around("EndTracking", () -> finish(run, status, last));
  }

  private synchronized boolean finish(TrackingRun run, Status status, Map<String, String> last) {
    ended.put(run.runId(), status);
    tags.put(run.runId(), last);
    return true;
  }
}
