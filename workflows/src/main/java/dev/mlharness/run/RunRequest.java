package dev.mlharness.run;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.StageTask;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a stage, to be made as one Databricks run.
 *
 * @param name shown in the Databricks list of runs
 * @param idempotencyToken at most 64 characters; the same token always means the same run
 * @param parameters all parameters of the task, the harness's own included
 * @param tags put on the run, so that orphans can be found
 * @param allowance what is left of a budget; null: there is none
 */
public record RunRequest(
    Access access,
    String name,
    String idempotencyToken,
    StageTask task,
    Compute compute,
    @Nullable GitPin git,
    Map<String, String> parameters,
    Map<String, String> tags,
    @Nullable Allowance allowance)
    implements Subject {

  @Override
  public String subject() {
    return "run " + name;
  }

  public RunRequest {
    if (idempotencyToken.isEmpty() || idempotencyToken.length() > 64) {
      throw new IllegalArgumentException("an idempotency token has 1 to 64 characters");
    }
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
  }

  /** A run that no budget limits. */
  public RunRequest(
      Access access,
      String name,
      String idempotencyToken,
      StageTask task,
      Compute compute,
      @Nullable GitPin git,
      Map<String, String> parameters,
      Map<String, String> tags) {
    this(access, name, idempotencyToken, task, compute, git, parameters, tags, null);
  }
}
