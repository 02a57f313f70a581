package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.Source;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The repository that holds the recipe, in the words {@code url: .} */
class HereTest {
  @TempDir private Path parent;
  private Path folder;

  @Command
  private static final class Holder {
    @Mixin private RecipeArgument argument;
  }

  @BeforeEach
  void writeRecipe() throws Exception {
    folder = Files.createDirectories(parent.resolve("work")).toRealPath();
    Files.writeString(
        folder.resolve("recipe.yml"),
        """
        model: m
        source: {git: {url: .}}
        train: {notebook: train}
        validate: {thresholds: {f1: {min: 0.9, champion: {}}}}
        """);
  }

  @Test
  void theRepositorysUrlAndBranchTakeItsPlace() throws Exception {
    new ProcessBuilder("git", "init", "-q", "-b", "trunk", folder.toString()).start().waitFor();

    PreparedRecipe prepared = prepare();

    assertThat(prepared.document().at("/source/git/url").asText()).isEqualTo("file://" + folder);
    assertThat(prepared.document().at("/source/git/ref").asText()).isEqualTo("trunk");
    assertThat(prepared.recipe().source())
        .isEqualTo(new Source(new Source.Git("file://" + folder, "trunk")));
    assertThat(prepared.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "the repository has no commit yet",
            "there is no train in " + folder + ", where paths begin");
  }

  @Test
  void outsideARepositoryItIsRefused() {
    assertThatThrownBy(this::prepare)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(
            "source.git.url is '.', but " + folder + " is not in a git repository");
  }

  private PreparedRecipe prepare() {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs("recipe.yml");
    return holder.argument.prepare(
        new Surroundings(Map.of(), folder, new BufferedReader(new StringReader("")), false, false));
  }
}
