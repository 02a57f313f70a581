package dev.mlharness.recipe;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe that cannot run, with everything that is wrong with it, sorted by line. */
public final class RecipeProblems extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Problem> problems;

  public RecipeProblems(Collection<Problem> problems) {
    super(
        problems.stream()
            .sorted()
            .distinct()
            .map(Problem::toString)
            .collect(Collectors.joining("\n")));
    this.problems = problems.stream().sorted().distinct().toList();
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}
