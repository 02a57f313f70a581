package dev.mlharness.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.Validate.ChampionRule;
import dev.mlharness.recipe.Validate.Threshold;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidationTest {
  @Test
  void aValueOnTheBoundPasses() {
    assertThat(one(new Threshold(0.9, null, null, true), 0.9).passed()).isTrue();
    assertThat(one(new Threshold(null, 30.0, null, false), 30.0).passed()).isTrue();
  }

  @Test
  void aValueBeyondTheBoundFailsAndSaysBy() {
    Check check = one(new Threshold(0.9, null, null, true), 0.89);

    assertThat(check.passed()).isFalse();
    assertThat(check.rule()).isEqualTo("at least 0.9");
    assertThat(check.message()).isEqualTo("f1 is 0.89, not at least 0.9");
    assertThat(one(new Threshold(null, 30.0, null, false), 30.1).passed()).isFalse();
  }

  @Test
  void aMetricThatWasNotLoggedFails() {
    List<Check> checks =
        check(new Threshold(0.9, null, rule(0), true), Map.of(), Map.of("f1", 0.8));

    assertThat(checks).hasSize(2).noneMatch(Check::passed);
    assertThat(checks.get(0).message()).isEqualTo("f1 was not logged");
  }

  @Test
  void aMetricThatIsNoNumberFails() {
    Threshold both = new Threshold(0.0, 1.0, rule(5), true);
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(check(both, Map.of("f1", value), Map.of("f1", 0.5))).noneMatch(Check::passed);
    }
  }

  @Test
  void theAllowedDropIsExactInDecimals() {
    Threshold threshold = new Threshold(null, null, rule(0.01), true);

    // In binary floating point 0.92 - 0.91 is more than 0.01.
    assertThat(beside(threshold, 0.91, 0.92).passed()).isTrue();
    assertThat(beside(threshold, 0.9099, 0.92).passed()).isFalse();
  }

  @Test
  void matchingTheChampionIsEnoughWhenNoDropIsAllowed() {
    assertThat(beside(new Threshold(null, null, rule(0), true), 0.9, 0.9).passed()).isTrue();
  }

  @Test
  void whereLessIsBetterADropIsARise() {
    Threshold latency = new Threshold(null, null, rule(2), false);

    assertThat(beside(latency, 12, 10).passed()).isTrue();
    assertThat(beside(latency, 12.5, 10).passed()).isFalse();
    assertThat(beside(latency, 3, 10).message()).contains("7.0 better than the champion's 10.0");
  }

  @Test
  void withoutAChampionThereIsNothingToBeWorseThan() {
    List<Check> checks = check(new Threshold(null, null, rule(0), true), Map.of("f1", 0.1), null);

    assertThat(checks).singleElement().matches(Check::passed);
    assertThat(checks.get(0).message()).isEqualTo("there is no champion to compare with");
  }

  @Test
  void aChampionThatNeverLoggedTheMetricIsNoObstacle() {
    assertThat(check(new Threshold(null, null, rule(0), true), Map.of("f1", 0.1), Map.of()))
        .singleElement()
        .matches(Check::passed);
  }

  @Test
  void checksComeInTheOrderOfTheirMetrics() {
    Threshold any = new Threshold(0.0, null, null, true);

    assertThat(Validation.check(Map.of("b", any, "c", any, "a", any), Map.of(), null))
        .extracting(Check::metric)
        .containsExactly("a", "b", "c");
  }

  /** As an error that is negated, so that greater is better, may come out. */
  @Test
  void minusZeroIsZero() {
    assertThat(one(new Threshold(0.0, null, null, true), -0.0).passed()).isTrue();
    assertThat(one(new Threshold(null, -0.0, null, true), 0.0).passed()).isTrue();
  }

  @Property
  void aCandidatePassesItsBoundsWhenItIsBetweenThem(
      @ForAll double value, @ForAll double one, @ForAll double other) {
    double min = Math.min(one, other);
    double max = Math.max(one, other);

    List<Check> checks = check(new Threshold(min, max, null, true), Map.of("f1", value), null);

    assertThat(Validation.passed(checks)).isEqualTo(min <= value && value <= max);
  }

  /** In thousandths, as integers, which know no rounding. */
  @Property
  void theDropIsThatOfTheDecimals(
      @ForAll @IntRange(max = 2000) int value,
      @ForAll @IntRange(max = 2000) int champion,
      @ForAll @IntRange(max = 300) int maxDrop,
      @ForAll boolean greaterIsBetter) {
    Threshold threshold = new Threshold(null, null, rule(maxDrop / 1000.0), greaterIsBetter);

    Check check = beside(threshold, value / 1000.0, champion / 1000.0);

    int drop = greaterIsBetter ? champion - value : value - champion;
    assertThat(check.passed()).as(check.message()).isEqualTo(drop <= maxDrop);
    assertThat(check.message())
        .contains(drop == 0 ? "as good as" : drop > 0 ? "worse than" : "better than");
  }

  @Property
  void whatIsBetterPassesWhereTheWorsePasses(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double one,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double other,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double champion,
      @ForAll @DoubleRange(max = 1e9) double maxDrop,
      @ForAll boolean greaterIsBetter) {
    Threshold threshold = new Threshold(null, null, rule(maxDrop), greaterIsBetter);
    double better = greaterIsBetter ? Math.max(one, other) : Math.min(one, other);
    double worse = greaterIsBetter ? Math.min(one, other) : Math.max(one, other);

    if (beside(threshold, worse, champion).passed()) {
      assertThat(beside(threshold, better, champion).passed()).isTrue();
    }
  }

  private static ChampionRule rule(double maxDrop) {
    return new ChampionRule(maxDrop);
  }

  private static Check one(Threshold threshold, double value) {
    return check(threshold, Map.of("f1", value), null).get(0);
  }

  private static Check beside(Threshold threshold, double value, double champion) {
    return check(threshold, Map.of("f1", value), Map.of("f1", champion)).get(0);
  }

  private static List<Check> check(
      Threshold threshold, Map<String, Double> candidate, @Nullable Map<String, Double> champion) {
    return Validation.check(Map.of("f1", threshold), candidate, champion);
  }
}
