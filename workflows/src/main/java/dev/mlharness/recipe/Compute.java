package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks run on. At most one of the two is set; neither means serverless with the
 * workspace's default environment. The role's cluster policy is added by the worker.
 *
 * @param cluster a {@code new_cluster} in the words of the Databricks Jobs API, passed through
 */
public record Compute(
    @Nullable Serverless serverless,
    // Absent is not the same as empty here, other than everywhere else.
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, Object> cluster) {

  public record Serverless(Environment environment) {}

  /**
   * @param client version of the serverless environment
   * @param dependencies pip requirements, as in a requirements file
   */
  public record Environment(String client, List<String> dependencies) {
    public Environment {
      dependencies = List.copyOf(dependencies);
    }
  }
}
