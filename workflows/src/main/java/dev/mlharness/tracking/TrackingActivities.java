package dev.mlharness.tracking;

import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Map;

/** MLflow tracking. Every method may be called twice; the effect happens once. */
@ActivityInterface
public interface TrackingActivities {

  /**
   * Finds or makes the MLflow run of a pipeline, in the experiment of its recipe, and tags it with
   * the digest and the whole manifest.
   */
  @Audited
  @ActivityMethod(name = "BeginTracking")
  TrackingRun begin(BeginTracking request);

  /**
   * The newest model that the run logged, with its artifacts checked to be there.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when training logged no model
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "FindLoggedModel")
  LoggedModel loggedModel(TrackingRun run);

  /** The last value of each metric that the run logged. */
  @Unaudited("reads only")
  @ActivityMethod(name = "ReadMetrics")
  Map<String, Double> metrics(TrackingRun run);

  /** The pictures that the run logged, by their paths; at most 50. */
  @Unaudited("reads only")
  @ActivityMethod(name = "ListPlots")
  List<Plot> plots(TrackingRun run);

  /** Ends the MLflow run with a status and adds tags (outcome, decision, version). */
  @Audited
  @ActivityMethod(name = "EndTracking")
  void end(TrackingRun run, Status status, Map<String, String> tags);

  enum Status {
    FINISHED,
    FAILED,
    KILLED
  }
}
