package dev.mlharness.activities.mlflow;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.Failures;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.tracking.MlflowClient;

/** The experiment of a recipe: found, or made by whoever comes first. */
final class Experiments {
  static final String FOLDER = "/Shared/ml-harness";

  private final MlflowCalls mlflow;
  private final ExperimentFolders folders;

  Experiments(MlflowCalls mlflow, ExperimentFolders folders) {
    this.mlflow = mlflow;
    this.folders = folders;
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
    try {
      if (mlflow.servers().isWorkspace(access)) {
        folders.make(access, FOLDER);
      }
      return mlflow.call(
          access, "Creating experiment " + name, client -> createWith(client, name));
    } catch (ApplicationFailure e) {
      if (!FailureType.CONFLICT.name().equals(e.getType())) {
        throw e;
      }
      // Another pipeline of the same recipe was quicker, or our own reply was lost.
      return find(access, name).orElseThrow(() -> e);
    }
  }

  private static String createWith(MlflowClient client, String name) {
    return client.createExperiment(name);
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
