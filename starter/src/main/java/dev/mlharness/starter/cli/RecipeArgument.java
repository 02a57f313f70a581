package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.Edit;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.recipe.Source;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.git.GitRepository;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The recipe that a command is about. */
public final class RecipeArgument {
  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      description = "The recipe: YAML or JSON; - is standard input.")
  private String file;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description = "One of the recipe's targets, to be merged into it.")
  private @Nullable String target;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a key before the recipe is read: train.parameters.max_depth=8.")
  private List<String> edits = List.of();

  /** As it was typed. */
  public String file() {
    return file;
  }

  /** Another file, with the same target and the same edits. */
  public RecipeArgument at(String other) {
    RecipeArgument argument = new RecipeArgument();
    argument.file = other;
    argument.target = target;
    argument.edits = edits;
    return argument;
  }

  /**
   * As {@link #prepare}, and tells people of problems and warnings, as compilers do.
   *
   * @return empty when it cannot run
   */
  public Optional<PreparedRecipe> prepareOrTell(Surroundings surroundings, Console console) {
    try {
      PreparedRecipe recipe = prepare(surroundings);
      recipe.warnings().forEach(warning -> Errors.tell(console, "warning", file, warning));
      return Optional.of(recipe);
    } catch (RecipeProblems e) {
      e.problems().forEach(problem -> Errors.tell(console, "error", file, problem));
      return Optional.empty();
    }
  }

  /**
   * Reads and checks the recipe as it is written.
   *
   * @throws dev.mlharness.recipe.RecipeProblems when it cannot run
   * @throws CommandFailure when there is no such file, or an edit is none
   */
  public CheckedRecipe read(Surroundings surroundings) {
    return RecipeReader.read(text(surroundings), target, parsedEdits());
  }

  /**
   * Reads and checks the recipe, and puts the repository's URL in place of {@code .}, so that the
   * worker can read it too.
   */
  public PreparedRecipe prepare(Surroundings surroundings) {
    CheckedRecipe checked = read(surroundings);
    Source source = checked.recipe().source();
    if (source == null || !source.git().url().equals(Source.Git.HERE)) {
      return new PreparedRecipe(checked.recipe(), checked.document(), checked.warnings());
    }
    GitRepository repository = GitRepository.around(folder(surroundings));
    ObjectNode document = checked.document().deepCopy();
    ObjectNode git = (ObjectNode) document.path("source").path("git");
    git.put("url", repository.url());
    if (source.git().ref().equals("HEAD")) {
      git.put("ref", repository.ref());
    }
    List<Problem> warnings = new ArrayList<>(checked.warnings());
    Stream.concat(repository.doubts().stream(), missing(repository, checked))
        .map(doubt -> new Problem(0, 0, "source.git", doubt, null))
        .forEach(warnings::add);
    return new PreparedRecipe(RecipeReader.read((JsonNode) document).recipe(), document, warnings);
  }

  private static Stream<String> missing(GitRepository repository, CheckedRecipe checked) {
    return Stream.of(
            checked.recipe().train(), checked.recipe().test(), checked.recipe().validate().task())
        .filter(Objects::nonNull)
        .map(RecipeArgument::path)
        .filter(path -> !path.startsWith("/") && !repository.holds(path))
        .map(path -> "there is no " + path + " in " + repository.root() + ", where paths begin");
  }

  private static String path(StageTask task) {
    return task.python() == null ? String.valueOf(task.notebook()) : task.python().file();
  }

  private Path folder(Surroundings surroundings) {
    if (file.equals("-")) {
      return surroundings.directory();
    }
    return Objects.requireNonNull(
        surroundings.directory().resolve(file).toAbsolutePath().getParent());
  }

  private List<Edit> parsedEdits() {
    try {
      return edits.stream().map(Edit::parse).toList();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--set: " + e.getMessage(), null);
    }
  }

  private String text(Surroundings surroundings) {
    if (file.equals("-")) {
      return surroundings.in().lines().collect(Collectors.joining("\n"));
    }
    try {
      return Files.readString(surroundings.directory().resolve(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("there is no file " + file, "./harness init makes a recipe");
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(file + " is not text in UTF-8", null);
    } catch (IOException e) {
      throw CommandFailure.usage("cannot read " + file + ": " + e.getMessage(), null);
    }
  }
}
