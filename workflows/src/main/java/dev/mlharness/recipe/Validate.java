package dev.mlharness.recipe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate is judged.
 *
 * @param task evaluates the candidate and logs the metrics; null when training logged them already
 * @param thresholds by metric name
 */
public record Validate(@Nullable StageTask task, Mode mode, Map<String, Threshold> thresholds) {
  public Validate {
    thresholds = Map.copyOf(thresholds);
  }

  public enum Mode {
    /** A missed threshold ends the pipeline. */
    ENFORCED,
    /** A missed threshold is shown at the gate, and no more. */
    REPORT,
    /** Nothing is judged. */
    OFF
  }

  /**
   * @param greaterIsBetter which direction is an improvement when compared with the champion
   */
  public record Threshold(
      @Nullable Double min,
      @Nullable Double max,
      @Nullable ChampionRule champion,
      boolean greaterIsBetter) {}

  /**
   * @param maxDrop how much worse than the champion the candidate may be, in the metric's own unit
   */
  public record ChampionRule(double maxDrop) {}
}
