package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.RecipeArgument;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of recipes: the files right in it that end as recipes do.
 *
 * @param argument as it was typed
 */
record RecipeFolder(RecipeArgument argument, Path path) {
  private static final Pattern RECIPE = Pattern.compile(".+\\.(ya?ml|json)");

  static boolean isOne(RecipeArgument argument, Surroundings surroundings) {
    return Files.isDirectory(path(argument, surroundings));
  }

  static RecipeFolder of(RecipeArgument argument, Surroundings surroundings) {
    return new RecipeFolder(argument, path(argument, surroundings));
  }

  private static Path path(RecipeArgument argument, Surroundings surroundings) {
    return surroundings.directory().resolve(argument.file()).toAbsolutePath().normalize();
  }

  /**
   * Whose schedules it makes, unless somebody says: the repository, and where in it. The same
   * wherever it is checked out.
   *
   * @throws CommandFailure when it is in no repository
   */
  String owner() {
    try {
      GitRepository repository = GitRepository.around(path);
      Path within = repository.root().toRealPath().relativize(path.toRealPath());
      return repository.url() + "//" + within.toString().replace('\\', '/');
    } catch (IOException | CommandFailure e) {
      throw CommandFailure.usage(
          path + " is in no git repository, so nobody knows whose schedules these are",
          "name an owner: --owner NAME");
    }
  }

  /**
   * Its recipes that have a schedule.
   *
   * @param told of each problem and warning
   * @return empty when one of the files is no recipe: then nothing may be done
   * @throws CommandFailure when two would be the same schedule
   */
  Optional<List<Wanted>> wanted(Surroundings surroundings, Console told) {
    Map<String, Wanted> wanted = new TreeMap<>();
    boolean sound = true;
    for (String file : files()) {
      Optional<PreparedRecipe> recipe = argument.at(file).prepareOrTell(surroundings, told);
      sound &= recipe.isPresent();
      if (recipe.isPresent() && recipe.get().recipe().schedule() != null) {
        add(wanted, new Wanted(file, recipe.get()));
      }
    }
    return sound ? Optional.of(new ArrayList<>(wanted.values())) : Optional.empty();
  }

  private static void add(Map<String, Wanted> wanted, Wanted next) {
    Wanted first = wanted.putIfAbsent(next.schedule(), next);
    if (first != null) {
      throw CommandFailure.usage(
          "%s and %s are both named '%s', and would be one schedule"
              .formatted(first.file(), next.file(), next.schedule()),
          "give one of them another metadata.name");
    }
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> RECIPE.matcher(file.getFileName().toString()).matches())
          .map(file -> Path.of(argument.file()).resolve(file.getFileName()).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw CommandFailure.usage("cannot read " + path + ": " + e.getMessage(), null);
    }
  }
}
