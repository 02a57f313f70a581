package dev.mlharness.approval;

import dev.mlharness.recipe.Validate.ChampionRule;
import dev.mlharness.recipe.Validate.Threshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges a candidate by its metrics. Values are compared as the decimals that people read, so that
 * a drop from 0.92 to 0.91 is a drop of 0.01 and not a little more.
 */
public final class Validation {
  private Validation() {}

  /**
   * @param champion metrics of the champion; null when there is none
   * @return one check for each rule, ordered by metric
   */
  public static List<Check> check(
      Map<String, Threshold> thresholds,
      Map<String, Double> candidate,
      @Nullable Map<String, Double> champion) {
    List<Check> checks = new ArrayList<>();
    new TreeMap<>(thresholds)
        .forEach(
            (metric, threshold) -> {
              Double other = champion == null ? null : champion.get(metric);
              Metric judged = new Metric(metric, candidate.get(metric), other, champion != null);
              checks.addAll(judged.against(threshold));
            });
    return List.copyOf(checks);
  }

  public static boolean passed(List<Check> checks) {
    return checks.stream().allMatch(Check::passed);
  }

  /** One metric of the candidate beside the champion's. */
  private record Metric(
      String name, @Nullable Double value, @Nullable Double champion, boolean championExists) {

    List<Check> against(Threshold threshold) {
      List<Check> checks = new ArrayList<>();
      Double min = threshold.min();
      if (min != null) {
        checks.add(bound("at least " + min, v -> v >= min));
      }
      Double max = threshold.max();
      if (max != null) {
        checks.add(bound("at most " + max, v -> v <= max));
      }
      if (threshold.champion() != null) {
        checks.add(beside(threshold.champion(), threshold.greaterIsBetter()));
      }
      return checks;
    }

    private Check bound(String rule, DoublePredicate within) {
      if (value == null || !Double.isFinite(value)) {
        return unusable(rule);
      }
      boolean met = within.test(value);
      return check(
          rule, met, "%s is %s, %s".formatted(name, value, met ? "as asked" : "not " + rule));
    }

    private Check beside(ChampionRule rule, boolean greaterIsBetter) {
      String words = "at most %s worse than the champion".formatted(rule.maxDrop());
      if (!championExists) {
        return check(words, true, "there is no champion to compare with");
      }
      if (champion == null || !Double.isFinite(champion)) {
        return check(words, true, "the champion has no %s to compare with".formatted(name));
      }
      if (value == null || !Double.isFinite(value)) {
        return unusable(words);
      }
      BigDecimal gain = BigDecimal.valueOf(value).subtract(BigDecimal.valueOf(champion));
      BigDecimal drop = greaterIsBetter ? gain.negate() : gain;
      boolean met = drop.compareTo(BigDecimal.valueOf(rule.maxDrop())) <= 0;
      return check(words, met, compared(drop));
    }

    private String compared(BigDecimal drop) {
      String how =
          switch (drop.signum()) {
            case 0 -> "as good as";
            case 1 -> drop.toPlainString() + " worse than";
            default -> drop.negate().toPlainString() + " better than";
          };
      return "%s is %s, %s the champion's %s".formatted(name, value, how, champion);
    }

    private Check unusable(String rule) {
      String what = value == null ? "was not logged" : "is " + value + ", which is no number";
      return check(rule, false, name + " " + what);
    }

    private Check check(String rule, boolean passed, String message) {
      return new Check(name, rule, value, champion, passed, message);
    }
  }
}
