package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;

/** MLflow runs by the key of their pipeline: one key, one run. */
final class TrackedRuns {
  /** Tag that a run is found again by. */
  static final String KEY = "mlharness.key";

  private static final int ENOUGH_TWINS = 50;

  /** One that is in use stays; else the first that was made wins, whoever asks. */
  private static final Comparator<Run> FIRST =
      Comparator.comparing(TrackedRuns::inUse, Comparator.reverseOrder())
          .thenComparing(run -> run.getInfo().getStartTime())
          .thenComparing(run -> run.getInfo().getRunId());

  private final MlflowCalls mlflow;

  TrackedRuns(MlflowCalls mlflow) {
    this.mlflow = mlflow;
  }

  /** Finds the key's run, or makes it. Safe against lost replies and against doing it twice. */
  String findOrCreate(Access access, String experiment, String name, Map<String, String> tags) {
    String key = tags.get(KEY);
    if (key == null) {
      throw new IllegalArgumentException("a tracked run needs the tag " + KEY);
    }
    return find(access, experiment, key)
        .orElseGet(() -> create(access, experiment, key, name, tags));
  }

  private String create(
      Access access, String experiment, String key, String name, Map<String, String> tags) {
    CreateRun request =
        CreateRun.newBuilder()
            .setExperimentId(experiment)
            .setRunName(name)
            .setStartTime(System.currentTimeMillis())
            .addAllTags(proto(tags))
            .build();
    RunInfo made =
        mlflow.call(access, "Creating the run of " + name, client -> client.createRun(request));
    // The client may have sent the request more than once: what counts is what the server has.
    return find(access, experiment, key).orElse(made.getRunId());
  }

  private Optional<String> find(Access access, String experiment, String key) {
    String filter = "tags.`" + KEY + "` = '" + key + "'";
    List<Run> found =
        mlflow.call(
            access,
            "Finding the run of " + key,
            client ->
                client
                    .searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, ENOUGH_TWINS)
                    .getItems());
    List<String> twins =
        found.stream().sorted(FIRST).map(Run::getInfo).map(RunInfo::getRunId).toList();
    twins.stream().skip(1).forEach(twin -> delete(access, twin));
    return twins.stream().findFirst();
  }

  /** The manifest is tagged after a run was chosen, and before anybody is told of it. */
  private static boolean inUse(Run run) {
    return run.getData().getTagsList().stream()
        .anyMatch(tag -> tag.getKey().equals(ManifestTags.FIRST));
  }

  private void delete(Access access, String runId) {
    mlflow.call(
        access,
        "Deleting run " + runId + ", the twin of another",
        client -> {
          client.deleteRun(runId);
          return runId;
        });
  }

  void tag(Access access, String runId, Map<String, String> tags) {
    mlflow.call(
        access,
        "Tagging run " + runId,
        client -> {
          client.logBatch(runId, List.<Metric>of(), List.<Param>of(), proto(tags));
          return runId;
        });
  }

  void end(Access access, String runId, RunStatus status) {
    mlflow.call(
        access,
        "Ending run " + runId,
        client -> {
          client.setTerminated(runId, status);
          return runId;
        });
  }

  Run get(Access access, String runId) {
    return mlflow.call(access, "Reading run " + runId, client -> client.getRun(runId));
  }

  private static List<RunTag> proto(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> RunTag.newBuilder().setKey(tag.getKey()).setValue(tag.getValue()).build())
        .toList();
  }
}
