package dev.mlharness.activities.databricks.run;

import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.StageTask.PythonFile;
import dev.mlharness.run.RunRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to submit. */
final class Requests {
  static final Compute ANY = new Compute(null, null);
  static final StageTask NOTEBOOK = task("notebooks/train", null);

  private Requests() {}

  static RunRequest of(StageTask task, Compute compute) {
    return new RunRequest(
        TestWorkspace.ACCESS,
        "fraud train 1 [abc]",
        "token-1",
        task,
        compute,
        new GitPin("https://github.com/example/fraud.git", "main", "c0ffee", null),
        Map.of("mlharness_stage", "train", "depth", "6"),
        Map.of("mlharness_pipeline", "fraud-1"));
  }

  static StageTask python(String file) {
    return task(null, new PythonFile(file));
  }

  static StageTask task(@Nullable String notebook, @Nullable PythonFile python) {
    return new StageTask(notebook, python, Map.of(), Duration.ofHours(6), 3, null);
  }
}
