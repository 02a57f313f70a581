package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate is judged.
 *
 * @param task evaluates the candidate and logs the metrics; null when training logged them already
 * @param thresholds by metric name
 * @param slices parts of the data that have thresholds of their own
 */
public record Validate(
    @Nullable StageTask task,
    Mode mode,
    Map<String, Threshold> thresholds,
    // Left out when empty: recipes without slices keep their digest.
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Slice> slices) {
  public Validate {
    thresholds = Map.copyOf(thresholds);
    slices = List.copyOf(slices);
  }

  /** Without slices. */
  public Validate(@Nullable StageTask task, Mode mode, Map<String, Threshold> thresholds) {
    this(task, mode, thresholds, List.of());
  }

  /** Every threshold: those of the whole, and those of the slices by {@code SLICE/METRIC}. */
  public Map<String, Threshold> allThresholds() {
    Map<String, Threshold> all = new TreeMap<>(thresholds);
    for (Slice slice : slices) {
      slice.thresholds().forEach((metric, rule) -> all.put(slice.prefix() + metric, rule));
    }
    return all;
  }

  /**
   * A part of the data that is judged by itself.
   *
   * @param filter which rows belong to it; for the evaluating task and for approvers, not for the
   *     harness
   */
  public record Slice(String name, @Nullable String filter, Map<String, Threshold> thresholds) {
    public Slice {
      thresholds = Map.copyOf(thresholds);
    }

    /** What the names of its metrics begin with. */
    public String prefix() {
      return name + "/";
    }
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
