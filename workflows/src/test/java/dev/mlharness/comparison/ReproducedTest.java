package dev.mlharness.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ReproducedTest {
  @Test
  void metricsThatTheRecipeJudgesDecide() {
    Reproduced reproduced =
        Reproduced.of(
            "m/3",
            0.01,
            Map.of("f1", 0.95, "seconds", 12.0),
            Map.of("f1", 0.951, "seconds", 30.0),
            Set.of("f1"));

    assertThat(reproduced.succeeded()).isTrue();
    assertThat(reproduced.sentence())
        .isEqualTo("m/3 was reproduced: metrics are at most 0.01 apart");
  }

  @Test
  void withoutOneThatTheRecipeJudgesAllOfThemDo() {
    Reproduced reproduced =
        Reproduced.of(
            "m/3", 0.01, Map.of("loss", 1.0), Map.of("loss", 2.0, "extra", 1.0), Set.of("f1"));

    assertThat(reproduced.succeeded()).isFalse();
    assertThat(reproduced.sentence())
        .isEqualTo("m/3 was not reproduced within 0.01: loss: 1.0 → 2.0");
  }

  @Test
  void aMetricThatIsMissingNowDiffers() {
    assertThat(Reproduced.of("m/3", 1, Map.of("f1", 0.9), Map.of(), Set.of("f1")).succeeded())
        .isFalse();
  }

  @Test
  void aVersionWithoutMetricsIsNotReproduced() {
    Reproduced reproduced = Reproduced.of("m/3", 1, Map.of(), Map.of("f1", 0.9), Set.of("loss"));

    assertThat(reproduced.succeeded()).isFalse();
    assertThat(reproduced.sentence()).isEqualTo("m/3 has no metric to compare with");
  }

  @Test
  void notANumberIsReproducedByNotANumberOnly() {
    Map<String, Double> none = Map.of("f1", Double.NaN);

    assertThat(Reproduced.of("m/3", 0, none, none, Set.of()).succeeded()).isTrue();
    assertThat(Reproduced.of("m/3", 9, none, Map.of("f1", 1.0), Set.of()).succeeded()).isFalse();
  }

  @Property
  void theSameMetricsAreReproducedWithinAnyTolerance(
      @ForAll double metric, @ForAll @DoubleRange(min = 0) double tolerance) {
    Map<String, Double> metrics = Map.of("f1", metric);

    assertThat(Reproduced.of("m/3", tolerance, metrics, metrics, Set.of()).succeeded()).isTrue();
  }
}
