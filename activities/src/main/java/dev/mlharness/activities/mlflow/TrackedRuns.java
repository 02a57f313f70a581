package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.lineage.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;

/**
 * MLflow runs by the key of their pipeline: one key, one run. Should there be two all the same, all
 * who ask choose the same one.
 */
final class TrackedRuns {
  private static final int ENOUGH_TWINS = 50;

  /** One that is in use stays; else the first that was made wins, whoever asks. */
  private static final Comparator<Run> FIRST =
      Comparator.comparing(TrackedRuns::inUse, Comparator.reverseOrder())
          .thenComparing(run -> run.getInfo().getStartTime())
          .thenComparing(run -> run.getInfo().getRunId());

  private final Mlflow mlflow;

  TrackedRuns(Mlflow mlflow) {
    this.mlflow = mlflow;
  }

  /** Finds the run with the tags' key, or makes it with these tags. */
  String findOrCreate(Access access, String experiment, String name, Map<String, String> tags) {
    String key = tags.get(Tags.KEY);
    if (key == null) {
      throw new IllegalArgumentException("a tracked run needs the tag " + Tags.KEY);
    }
    return find(access, experiment, key).orElseGet(() -> create(access, experiment, name, tags));
  }

  private String create(Access access, String experiment, String name, Map<String, String> tags) {
    Map<String, Object> request =
        Map.of(
            "experiment_id",
            experiment,
            "run_name",
            name,
            "start_time",
            System.currentTimeMillis(),
            "tags",
            MlflowJson.tags(tags));
    return mlflow
        .once(access, "Creating the run of " + name, "runs/create", request)
        .at("/run/info/run_id")
        .asText();
  }

  private Optional<String> find(Access access, String experiment, String key) {
    String filter = "tags.`" + Tags.KEY + "` = " + MlflowJson.quoted(key);
    List<Run> found =
        mlflow.call(
            access,
            "Finding the run of " + key,
            client ->
                client
                    .searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, ENOUGH_TWINS)
                    .getItems());
    return found.stream().min(FIRST).map(Run::getInfo).map(RunInfo::getRunId);
  }

  /** The manifest is tagged after a run was chosen, and before anybody is told of it. */
  private static boolean inUse(Run run) {
    return run.getData().getTagsList().stream()
        .anyMatch(tag -> tag.getKey().equals(ManifestTags.FIRST));
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
