package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.Plot;
import dev.mlharness.tracking.TrackingActivities;
import dev.mlharness.tracking.TrackingRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;

/** Tracking on an MLflow server, which may be a Databricks workspace. */
public final class MlflowTracking implements TrackingActivities {
  private final Mlflow mlflow;
  private final Experiments experiments;
  private final TrackedRuns runs;
  private final LoggedModels models;
  private final RunReader reader;
  private final Plots plots;

  public MlflowTracking(Mlflow mlflow, WorkspaceClients workspaces) {
    this.mlflow = mlflow;
    this.experiments = new Experiments(mlflow, workspaces);
    this.runs = new TrackedRuns(mlflow);
    this.models = new LoggedModels(mlflow);
    this.reader = new RunReader(mlflow);
    this.plots = new Plots(mlflow);
  }

  @Override
  public TrackingRun begin(BeginTracking request) {
    Access access = request.access();
    Manifest manifest = request.manifest();
    String experiment = experiments.of(access, manifest.recipe().metadata().name());
    String runId = runs.findOrCreate(access, experiment, request.pipeline(), identity(request));
    runs.tag(access, runId, ManifestTags.split(manifest));
    return new TrackingRun(
        access, experiment, runId, mlflow.servers().runPage(access, experiment, runId));
  }

  private static Map<String, String> identity(BeginTracking request) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(Tags.KEY, request.key());
    tags.put(Tags.PIPELINE, request.pipeline());
    tags.put(Tags.DIGEST, request.manifest().digest());
    if (request.reproduces() != null) {
      tags.put(Tags.REPRODUCES, request.reproduces());
    }
    Manifest.GitPin git = request.manifest().pins().git();
    if (git != null) {
      tags.put("mlflow.source.git.commit", git.commit());
      tags.put("mlflow.source.git.repoURL", git.url());
    }
    return tags;
  }

  @Override
  public LoggedModel loggedModel(TrackingRun run) {
    return models
        .newest(run)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.HELD,
                    ("training logged no model to MLflow run %s (%s): the train task must resume"
                            + " that run, mlflow.start_run(run_id=…), and call log_model; then"
                            + " retry the stage")
                        .formatted(run.runId(), run.url())));
  }

  @Override
  public Map<String, Double> metrics(TrackingRun run) {
    return reader.read(run.access(), run.runId()).metrics();
  }

  @Override
  public List<Plot> plots(TrackingRun run) {
    return plots.of(run);
  }

  @Override
  public void end(TrackingRun run, Status status, Map<String, String> tags) {
    runs.tag(run.access(), run.runId(), tags);
    RunStatus wanted = RunStatus.valueOf(status.name());
    Run now = runs.get(run.access(), run.runId());
    if (now.getInfo().getStatus() != wanted) {
      runs.end(run.access(), run.runId(), wanted);
    }
  }
}
