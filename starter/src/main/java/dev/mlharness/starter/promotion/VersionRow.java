package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Reign;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model, and what became of it.
 *
 * @param pipeline that made it; null: nobody knows
 * @param open whether that pipeline has not ended yet
 * @param outcome of that pipeline; null: it has not ended, or is not known
 * @param made when that pipeline began; else when the version was first champion
 * @param metrics that were judged; empty: not known
 * @param reigns when it was champion, the oldest first
 */
public record VersionRow(
    String version,
    @Nullable String pipeline,
    boolean open,
    @Nullable String outcome,
    Instant made,
    Map<String, Double> metrics,
    List<Reign> reigns) {
  public VersionRow {
    metrics = Map.copyOf(metrics);
    reigns = List.copyOf(reigns);
  }

  /** Whether it is champion now. */
  public boolean champion() {
    return reigns.stream().anyMatch(reign -> reign.until() == null);
  }
}
