package dev.mlharness.recipe;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with, or questionable in, a recipe.
 *
 * @param line counted from 1; 0 when the document has no lines (it came as a JSON tree, or the
 *     value was set on the command line)
 * @param column counted from 1; 0 like {@code line}
 * @param path where in the document: {@code validate.thresholds.f1_score.min}; empty for all of it
 * @param message what is wrong, and what was expected
 * @param hint what to do about it
 */
public record Problem(int line, int column, String path, String message, @Nullable String hint)
    implements Comparable<Problem>, Serializable {

  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message)
          .thenComparing(problem -> problem.hint == null ? "" : problem.hint);

  Problem inTarget(String target) {
    return new Problem(line, column, path, message + " (in target '" + target + "')", hint);
  }

  /** Whether the other says the same of a key in a target that this says of the merged recipe. */
  boolean restates(Problem other) {
    return line != 0
        && line == other.line
        && column == other.column
        && other.path.startsWith("targets.")
        && other.path.endsWith("." + path);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** One line for people: {@code line 4, column 3: train.notbook: unknown key; …}. */
  @Override
  public String toString() {
    return (line == 0 ? "" : "line " + line + ", column " + column + ": ")
        + (path.isEmpty() ? "" : path + ": ")
        + message
        + (hint == null ? "" : "; " + hint);
  }
}
