package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.cli.Harness.Ran;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final Path BUNDLES = Path.of("src/test/resources/bundles").toAbsolutePath();
  private static final String STACKS = BUNDLES.resolve("stacks/databricks.yml").toString();
  private static final String SIMPLE = BUNDLES.resolve("simple/databricks.yml").toString();

  @TempDir Path folder;
  private Harness harness;

  @BeforeEach
  void here() {
    harness = new Harness(folder, Map.of());
  }

  @Test
  void aProjectOfMlopsStacksBecomesARecipeThatLintTakes() {
    Ran ran = harness.run("import", STACKS, "--output", "json");

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode recipe = ran.json().path("recipe");
    assertThat(recipe.at("/metadata/name").asText()).isEqualTo("taxi-fares");
    assertThat(recipe.path("model").asText()).isEqualTo("dev.taxi.taxi-model");
    assertThat(recipe.at("/train/notebook").asText()).isEqualTo("training/notebooks/Train");
    assertThat(recipe.at("/train/attempts").asInt()).isEqualTo(3);
    assertThat(recipe.at("/train/parameters/env").asText()).isEqualTo("dev");
    assertThat(recipe.at("/validate/task/notebook").asText())
        .isEqualTo("validation/notebooks/ModelValidation");
    assertThat(recipe.at("/compute/cluster/num_workers").asInt()).isEqualTo(3);
    assertThat(recipe.at("/schedule/cron").asText()).isEqualTo("0 9 * * MON-FRI");
    assertThat(harness.run("lint", "recipe.yml").code()).isZero();
  }

  @Test
  void whatIsLeftOutIsSaidWithItsPlace() {
    String said = harness.run("import", STACKS, "--to", "-").err();

    assertThat(said)
        .contains(
            "resources/model-workflow-resource.yml:33: resources.jobs.model_training_job.tasks[2]")
        .contains("task ModelDeployment is left out")
        .contains(
            "resources/model-workflow-resource.yml:41: resources.jobs.model_training_job.max_concurrent_runs")
        .contains("model_training_job.permissions: who may run")
        .contains("a bundle has no thresholds")
        .contains("databricks.yml:18: targets.prod: not imported")
        .contains("databricks.yml:17: targets.dev.workspace.host")
        .contains("${workspace.current_user.userName} has no value in the bundle")
        .contains("schedule.pause_status");
    assertThat(folder.resolve("recipe.yml")).doesNotExist();
  }

  @Test
  void aTargetChangesVariablesAndClusters() {
    JsonNode recipe =
        harness.run("import", STACKS, "--target", "prod", "--output", "json").json().path("recipe");

    assertThat(recipe.path("model").asText()).isEqualTo("prod.taxi.taxi-model-prod");
    assertThat(recipe.at("/compute/cluster/num_workers").asInt()).isEqualTo(8);
    assertThat(recipe.at("/compute/cluster/node_type_id").asText()).isEqualTo("i3.xlarge");
  }

  @Test
  void gitSourceParametersServerlessAndWheelsAreCarriedOver() {
    Ran ran = harness.run("import", SIMPLE, "--output", "json");

    JsonNode recipe = ran.json().path("recipe");
    assertThat(recipe.path("model").asText()).isEqualTo("main.crm.churn_default");
    assertThat(recipe.at("/source/git/url").asText())
        .isEqualTo("https://git.example.com/churn.git");
    assertThat(recipe.at("/source/git/ref").asText()).isEqualTo("v3");
    assertThat(recipe.at("/train/python/file").asText()).isEqualTo("src/fit.py");
    assertThat(recipe.at("/train/timeout").asText()).isEqualTo("3600s");
    assertThat(recipe.at("/train/parameters").toString())
        .isEqualTo("{\"depth\":\"6\",\"fast\":\"true\",\"rate\":\"0.1\",\"seed\":\"7\"}");
    assertThat(recipe.at("/test/python/file").asText()).isEqualTo("churn_tests_run.py");
    assertThat(recipe.at("/compute/serverless/environment/client").asText()).isEqualTo("3");
    assertThat(recipe.has("schedule")).isFalse();
    assertThat(ran.json().path("notes").findValuesAsText("message"))
        .anyMatch(note -> note.contains("'positional' has no name"))
        .anyMatch(note -> note.contains("write churn_tests_run.py"))
        .anyMatch(note -> note.contains("cannot be said in five fields"))
        .anyMatch(note -> note.contains("who is told"));
    assertThat(harness.run("lint", "recipe.yml").code()).isZero();
  }

  @Test
  void nothingIsOverwrittenAndWhatIsMissingIsNamed() {
    assertThat(harness.run("import", SIMPLE).code()).isZero();
    assertThat(harness.run("import", SIMPLE).err()).contains("there is a recipe.yml already");
    assertThat(harness.run("import", "nothing.yml").err()).contains("cannot read");
    assertThat(harness.run("import", SIMPLE, "--to", "-", "--job", "daily").err())
        .contains("the bundle has no job 'daily'", "nightly");
    assertThat(harness.run("import", SIMPLE, "--to", "-", "--train", "x").err())
        .contains("the job has no task 'x'", "fit_model, unit_tests");
    assertThat(harness.run("import", STACKS, "--to", "-", "--target", "x").err())
        .contains("no target 'x'", "dev, prod");
  }
}
