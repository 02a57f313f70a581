package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.failure.Failures;
import java.util.Optional;
import org.mlflow.api.proto.Service.Experiment;

/** The experiment of a recipe: found, or made by whoever comes first. */
final class Experiments {
  static final String FOLDER = "/Shared/ml-harness";

  private final Mlflow mlflow;
  private final WorkspaceClients workspaces;

  Experiments(Mlflow mlflow, WorkspaceClients workspaces) {
    this.mlflow = mlflow;
    this.workspaces = workspaces;
  }

  /** The id of the recipe's experiment. */
  String of(Access access, String recipe) {
    String name = FOLDER + "/" + recipe;
    return find(access, name).orElseGet(() -> create(access, name));
  }

  private Optional<String> find(Access access, String name) {
    return mlflow
        .call(access, "Finding experiment " + name, client -> client.getExperimentByName(name))
        .map(found -> active(name, found));
  }

  private String create(Access access, String name) {
    boolean inItsFolder = Existence.find(() -> ensure(access, name)).isPresent();
    if (!inItsFolder) {
      makeFolder(access);
      ensure(access, name);
    }
    return find(access, name)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.UNAVAILABLE,
                    "experiment %s was created and cannot be found; it is looked for again"
                        .formatted(name)));
  }

  private boolean ensure(Access access, String name) {
    return Existence.ensure(
        () ->
            mlflow.call(
                access, "Creating experiment " + name, client -> client.createExperiment(name)));
  }

  /** Databricks wants the folder of an experiment to exist; other servers know no folders. */
  private void makeFolder(Access access) {
    workspaces.call(
        access,
        "Making folder " + FOLDER,
        client -> {
          client.workspace().mkdirs(FOLDER);
          return FOLDER;
        });
  }

  private static String active(String name, Experiment experiment) {
    if ("deleted".equals(experiment.getLifecycleStage())) {
      throw Failures.of(
          FailureType.HELD,
          "experiment %s (id %s) was deleted in MLflow: restore it, then retry the stage"
              .formatted(name, experiment.getExperimentId()));
    }
    return experiment.getExperimentId();
  }
}
