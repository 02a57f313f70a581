package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.activities.failure.Existence;
import java.util.Optional;
import org.mlflow.api.proto.Service.Run;

/** Reads runs. */
public final class RunReader {
  private final Mlflow mlflow;

  public RunReader(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when there is no such run
   */
  public RecordedRun read(Access access, String runId) {
    Run run = mlflow.call(access, "Reading run " + runId, client -> client.getRun(runId));
    String experiment = run.getInfo().getExperimentId();
    return RecordedRun.of(run, mlflow.servers().runPage(access, experiment, runId));
  }

  /** Empty when there is no such run. */
  public Optional<RecordedRun> find(Access access, String runId) {
    return Existence.find(() -> read(access, runId));
  }
}
