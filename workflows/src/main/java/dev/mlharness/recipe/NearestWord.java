package dev.mlharness.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant. */
final class NearestWord {
  private NearestWord() {}

  /** The closest of the words, if it is near enough to be a slip of the pen. */
  static Optional<String> of(String written, Collection<String> words) {
    int tolerated = Math.max(2, written.length() / 3);
    return words.stream()
        .filter(word -> distance(written, word) <= Math.min(tolerated, word.length() - 1))
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(w -> w));
  }

  /** Optimal string alignment, case and the kind of separator not counted. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static String plain(String word) {
    String cut = word.length() > 64 ? word.substring(0, 64) : word;
    return cut.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
