package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Approve.OnTimeout;
import dev.mlharness.recipe.Recipe.OnFailure;
import dev.mlharness.recipe.ScheduleSpec.Overlap;
import dev.mlharness.recipe.Validate.ChampionRule;
import dev.mlharness.recipe.Validate.Mode;
import dev.mlharness.recipe.Validate.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeReaderTest {

  @Test
  void aMinimalRecipeGetsASafeDefaultForEverythingElse() {
    Recipe recipe = RecipeReader.read(Recipes.MINIMAL).recipe();

    assertThat(recipe.apiVersion()).isEqualTo("mlharness.dev/v1");
    assertThat(recipe.kind()).isEqualTo("Recipe");
    assertThat(recipe.metadata()).isEqualTo(new Metadata("fraud-detector", null, Map.of()));
    assertThat(recipe.workspace()).isEqualTo("default");
    assertThat(recipe.role()).isEqualTo("default");
    assertThat(recipe.source()).isNull();
    assertThat(recipe.data()).isEmpty();
    assertThat(recipe.compute()).isEqualTo(new Compute(null, null));
    assertThat(recipe.train())
        .isEqualTo(new StageTask("/Shared/train", null, Map.of(), Duration.ofHours(6), 2, null));
    assertThat(recipe.test()).isNull();
    assertThat(recipe.validate().task()).isNull();
    assertThat(recipe.validate().mode()).isEqualTo(Mode.ENFORCED);
    assertThat(recipe.approve())
        .isEqualTo(new Approve(1, true, Duration.ofDays(3), OnTimeout.REJECT));
    assertThat(recipe.deploy()).isEqualTo(new Deploy(null, null));
    assertThat(recipe.onFailure()).isEqualTo(OnFailure.HOLD);
    assertThat(recipe.holdTimeout()).isEqualTo(Duration.ofDays(7));
    assertThat(recipe.schedule()).isNull();
  }

  @Test
  void theShortFormsGetTheirDefaultsToo() {
    Recipe recipe =
        RecipeReader.read(
                Recipes.MINIMAL
                    + """
                    source: {git: {url: "https://git.example.com/fraud.git"}}
                    data: [{name: train, table: main.fraud.transactions}]
                    compute: {serverless: {}}
                    deploy: {serving: {endpoint: fraud}}
                    schedule: {cron: "@daily"}
                    """)
            .recipe();

    assertThat(recipe.source())
        .isEqualTo(new Source(new Source.Git("https://git.example.com/fraud.git", "HEAD")));
    assertThat(recipe.data().get(0).version()).isEqualTo(DataSet.LATEST);
    assertThat(recipe.compute())
        .isEqualTo(
            new Compute(new Compute.Serverless(new Compute.Environment("2", List.of())), null));
    assertThat(recipe.deploy())
        .isEqualTo(new Deploy(new Deploy.Serving("fraud", "Small", true), null));
    assertThat(recipe.schedule())
        .isEqualTo(new ScheduleSpec("@daily", "UTC", Overlap.SKIP, Duration.ofHours(1), null));
  }

  @Test
  void theDirectionOfAThresholdFollowsItsBound() {
    assertThat(threshold("{min: 0.9}")).isEqualTo(new Threshold(0.9, null, null, true));
    assertThat(threshold("{max: 30}")).isEqualTo(new Threshold(null, 30.0, null, false));
    assertThat(threshold("{max: 30, champion: {}}"))
        .isEqualTo(new Threshold(null, 30.0, new ChampionRule(0), false));
    assertThat(threshold("{champion: {max_drop: 1}, greater_is_better: false}"))
        .isEqualTo(new Threshold(null, null, new ChampionRule(1), false));
  }

  private static Threshold threshold(String yaml) {
    String recipe = "model: m\ntrain: {notebook: /n}\nvalidate: {thresholds: {x: " + yaml + "}}";
    return RecipeReader.read(recipe).recipe().validate().thresholds().values().iterator().next();
  }

  @Test
  void batchMeansNoEndpoint() {
    assertThat(RecipeReader.read(Recipes.MINIMAL + "deploy: {batch: {}}").recipe().deploy())
        .isEqualTo(new Deploy(null, null, List.of(), null, null, new Deploy.Batch(null)));
  }

  @Test
  void aWatchIsReadWithItsChecksAndSafeDefaults() {
    WatchSpec watch =
        RecipeReader.read(
                Recipes.MINIMAL
                    + """
                    deploy: {serving: {endpoint: fraud}}
                    watch:
                      checks:
                        - {metric: error_rate, max: 0.01, violations: 3 of 5}
                        - {prometheus: {query: up}, min: 1}
                      age: {max: 30d}
                    """)
            .recipe()
            .watch();

    assertThat(watch)
        .isEqualTo(
            new WatchSpec(
                Duration.ofHours(1),
                List.of(
                    new LiveCheck(
                        null,
                        EndpointMetric.ERROR_RATE,
                        null,
                        null,
                        null,
                        null,
                        0.01,
                        1,
                        new ViolationLimit(3, 5),
                        null),
                    new LiveCheck(
                        null,
                        null,
                        null,
                        null,
                        new LiveCheck.PrometheusQuery("default", "up"),
                        1.0,
                        null,
                        1,
                        ViolationLimit.FIRST,
                        null)),
                new WatchSpec.AgeRule(Duration.ofDays(30)),
                null,
                WatchSpec.OnViolation.NOTIFY,
                Duration.ofDays(1),
                new ActionLimit(2, Duration.ofDays(7))));
  }

  @Test
  void parametersAndLabelsBecomeText() {
    Recipe recipe = RecipeReader.read(Recipes.full()).recipe();

    assertThat(recipe.train().parameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("max_depth", "6", "eta", "0.1", "verbose", "true"));
    assertThat(recipe.metadata().labels()).containsEntry("tier", "1");
    assertThat(recipe.data().get(1).version()).isEqualTo("57");
  }

  @Test
  void aVersionIsAWholeNumber() {
    assertThatThrownBy(
            () ->
                RecipeReader.read(
                    Recipes.MINIMAL + "data: [{name: a, table: a.b.c, version: 57.0}]"))
        .isInstanceOf(RecipeProblems.class)
        .hasMessageContaining("data[0].version");
  }

  @Test
  void yamlAndItsJsonAreTheSameRecipe() throws Exception {
    CheckedRecipe fromYaml = RecipeReader.read(Recipes.full());
    JsonNode json =
        Payloads.mapper().readTree(Payloads.mapper().writeValueAsString(fromYaml.document()));

    assertThat(RecipeReader.read(json).recipe()).isEqualTo(fromYaml.recipe());
    assertThat(RecipeReader.read(json.toPrettyString()).recipe()).isEqualTo(fromYaml.recipe());
  }

  @Test
  void aRecipeSurvivesTheTripThroughAPayload() throws Exception {
    Recipe recipe = RecipeReader.read(Recipes.full()).recipe();

    String json = Payloads.mapper().writeValueAsString(recipe);

    assertThat(Payloads.mapper().readValue(json, Recipe.class)).isEqualTo(recipe);
  }

  @Test
  void theRepositoryOfTheRecipeHasNoMeaningAwayFromIt() {
    String here = Recipes.MINIMAL + "source: {git: {url: .}}";
    JsonNode travelled = RecipeReader.read(here).document();

    assertThatThrownBy(() -> RecipeReader.read(travelled))
        .isInstanceOf(RecipeProblems.class)
        .hasMessageContaining("source.git.url: '.' is the repository that holds the recipe");
  }

  @Test
  void whatIsAllowedButRiskyIsAWarning() {
    String risky =
        """
        model: m
        train: {notebook: /Shared/train}
        compute: {serverless: {environment: {dependencies: ["a==1.*", b, "c==2.1", "d @ https://x.example/d.whl"]}}}
        validate: {thresholds: {f1: {min: 0.9}}}
        approve: {on_timeout: approve}
        """;

    assertThat(RecipeReader.read(risky).warnings())
        .extracting(Problem::line, Problem::path)
        .containsExactly(
            tuple(2, "train.notebook"),
            tuple(3, "compute.serverless.environment.dependencies[0]"),
            tuple(3, "compute.serverless.environment.dependencies[1]"),
            tuple(4, "validate.thresholds"),
            tuple(5, "approve.on_timeout"));
    assertThat(RecipeReader.read(Recipes.full()).warnings()).isEmpty();
  }
}
