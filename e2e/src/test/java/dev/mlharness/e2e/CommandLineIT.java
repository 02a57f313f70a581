package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ways in that people type: the harness's own command line, and Temporal's. */
class CommandLineIT {
  private static final int BROKEN = 20;

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void brokenRecipesAreRefusedWithLineAndKeyAndNothingIsStarted() throws IOException {
    long before = pipelines();
    for (Path recipe : brokenRecipes()) {
      for (String command : List.of("lint", "run")) {
        Commands.Result result = STACK.harness(command, recipe.toString());
        assertThat(result.exitCode()).as("%s %s: %s", command, recipe, result).isEqualTo(2);
        assertThat(result.err())
            .as("%s %s", command, recipe)
            .containsPattern("\\.yml:\\d+:\\d+: error: ");
      }
    }
    assertThat(pipelines()).isEqualTo(before);
  }

  @Test
  void temporalsOwnCommandLineStartsAndApproves() throws IOException {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("by_temporal"));
    Path input = Files.writeString(folder.resolve("recipe.json"), recipe.document().toString());
    String id = recipe.model();

    assertThat(
            STACK.temporal(
                "workflow",
                "start",
                "--type",
                "TrainValidateDeploy",
                "--task-queue",
                "ml-harness",
                "--workflow-id",
                id,
                "--input-file",
                input.toString()))
        .returns(0, Commands.Result::exitCode);
    Pipelines.Started started = STACK.pipelines().of(id);
    started.awaitState(State.WAITING);
    assertThat(STACK.temporal("workflow", "signal", "--workflow-id", id, "--name", "approve"))
        .returns(0, Commands.Result::exitCode);

    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("1");
  }

  @Test
  void aModelIsTracedBackToItsRecipe() {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("traced"))
            .with("approve", "{required: 0}");
    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);

    Commands.Result trace = STACK.harness("trace", recipe.model() + "@champion");
    assertThat(trace.exitCode()).as(trace.err()).isZero();
    assertThat(trace.out())
        .contains(recipe.commit(), "author@example.com", "slope=2", "accuracy", "digest");
    comparedAndReproduced(recipe);
  }

  private static void comparedAndReproduced(FastRecipe recipe) {
    Pipelines.Started second = STACK.start(recipe.with("train.parameters.slope", "\"2.0\""));
    Commands.Result again =
        STACK.harness("reproduce", recipe.model() + "/1", "--wait", "--output", "json");
    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("\"reproduced\"", recipe.model() + "/1 was reproduced");

    Commands.Result diff = STACK.harness("diff", recipe.model() + "/1", "@champion");
    assertThat(diff.exitCode()).as(diff.err()).isZero();
    assertThat(diff.out())
        .contains(recipe.model() + "/2", "train parameter slope: none → 2.0", "slope: 2 → 2.0")
        .contains("metric accuracy", "(the same)");
    // The reproduction made no version.
    assertThat(STACK.harness("trace", recipe.model() + "/3").exitCode()).isEqualTo(1);
  }

  /**
   * A query with a word that the server does not know, or a clause that it refuses, is an error.
   */
  @Test
  void everyQueryOfTheHowToIsOneThatTemporalAnswers() throws IOException {
    Path page = Path.of("../docs/how-to/find-with-temporal.md");
    Matcher found =
        Pattern.compile("temporal workflow (list|count) --query \"([^\"]+)\"")
            .matcher(Files.readString(page));
    int answered = 0;
    while (found.find()) {
      assertThat(STACK.temporal("workflow", found.group(1), "--query", found.group(2)))
          .as(found.group(2))
          .returns(0, Commands.Result::exitCode);
      answered++;
    }
    assertThat(answered).isGreaterThan(10);
  }

  private static long pipelines() {
    return STACK
        .pipelines()
        .client()
        .countWorkflows("WorkflowType = 'TrainValidateDeploy'")
        .getCount();
  }

  private static List<Path> brokenRecipes() throws IOException {
    Path broken = STACK.project().resolve("workflows/src/test/resources/recipes/broken");
    try (var files = Files.list(broken)) {
      List<Path> recipes =
          files.filter(file -> file.toString().endsWith(".yml")).sorted().limit(BROKEN).toList();
      assertThat(recipes).hasSize(BROKEN);
      return recipes;
    }
  }
}
