package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.Environment;
import com.databricks.sdk.service.jobs.JobEnvironment;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Compute.Serverless;
import dev.mlharness.run.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task runs on: the recipe's wish, within the role's policies. */
record TaskCompute(RunRequest request, Role role) {
  private static final String ENVIRONMENT = "default";

  /** For Python files when the recipe names none: unlike notebooks they cannot do without. */
  private static final String ENVIRONMENT_VERSION = "2";

  /** Strict where the SDK is not: a misspelled key must not be lost in silence. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  void applyTo(SubmitRun form, SubmitTask task) {
    Compute compute = request.compute();
    if (compute.cluster() != null) {
      task.setNewCluster(cluster(compute.cluster()));
      return;
    }
    form.setBudgetPolicyId(role.budgetPolicy());
    Environment environment = environment(compute.serverless(), task);
    if (environment != null) {
      JobEnvironment named =
          new JobEnvironment().setEnvironmentKey(ENVIRONMENT).setSpec(environment);
      form.setEnvironments(List.of(named));
      task.setEnvironmentKey(ENVIRONMENT);
    }
  }

  private static @Nullable Environment environment(
      @Nullable Serverless serverless, SubmitTask task) {
    if (serverless != null) {
      return new Environment()
          .setEnvironmentVersion(serverless.environment().client())
          .setDependencies(serverless.environment().dependencies());
    }
    return task.getSparkPythonTask() == null
        ? null
        : new Environment().setEnvironmentVersion(ENVIRONMENT_VERSION);
  }

  private ClusterSpec cluster(Map<String, Object> wish) {
    ClusterSpec cluster = parse(wish);
    if (role.clusterPolicy() != null) {
      cluster.setPolicyId(role.clusterPolicy()).setApplyPolicyDefaultValues(true);
    }
    new ClusterIdentity(role).applyTo(cluster);
    Map<String, String> tags = new HashMap<>(request.tags());
    if (cluster.getCustomTags() != null) {
      cluster.getCustomTags().forEach(tags::putIfAbsent);
    }
    return cluster.setCustomTags(tags);
  }

  private static ClusterSpec parse(Map<String, Object> wish) {
    try {
      return STRICT.convertValue(wish, ClusterSpec.class);
    } catch (IllegalArgumentException e) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "compute.cluster is no new_cluster of the Databricks Jobs API: %s. Mend the recipe accordingly."
              .formatted(problem(e.getCause())));
    }
  }

  private static String problem(@Nullable Throwable cause) {
    if (cause instanceof UnrecognizedPropertyException unknown) {
      return "it has no key '" + unknown.getPropertyName() + "'";
    }
    if (cause instanceof InvalidFormatException wrong) {
      return "'" + wrong.getValue() + "' is not a " + wrong.getTargetType().getSimpleName();
    }
    return String.valueOf(cause == null ? "it cannot be read" : cause.getMessage());
  }
}
