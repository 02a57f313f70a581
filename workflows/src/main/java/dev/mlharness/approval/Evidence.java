package dev.mlharness.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Digest;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.tracking.Plot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What approvers see.
 *
 * @param digest lower-case hex SHA-256 of the canonical JSON of all other fields; a decision names
 *     it
 * @param champion null when no version serves yet
 * @param changes what differs from the champion, one sentence each
 * @param confidence by metric, where the task logged it
 * @param slices parts of the data that were judged by themselves
 * @param plots pictures that the tasks logged
 * @param gate who must decide, and within which time; null in pipelines of older versions
 */
public record Evidence(
    String digest,
    String manifest,
    ModelVersion candidate,
    @Nullable ModelVersion champion,
    Map<String, Double> metrics,
    Map<String, Double> championMetrics,
    List<Check> checks,
    List<String> changes,
    String trackingUrl,
    // Left out when empty: evidence of older pipelines keeps its digest.
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Confidence> confidence,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Slice> slices,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Plot> plots,
    @Nullable Approve gate) {
  public Evidence {
    metrics = Map.copyOf(metrics);
    championMetrics = Map.copyOf(championMetrics);
    checks = List.copyOf(checks);
    changes = List.copyOf(changes);
    confidence = Map.copyOf(confidence);
    slices = List.copyOf(slices);
    plots = List.copyOf(plots);
  }

  /** Evidence without what later versions show beside it. */
  public Evidence(
      String digest,
      String manifest,
      ModelVersion candidate,
      @Nullable ModelVersion champion,
      Map<String, Double> metrics,
      Map<String, Double> championMetrics,
      List<Check> checks,
      List<String> changes,
      String trackingUrl) {
    this(
        digest,
        manifest,
        candidate,
        champion,
        metrics,
        championMetrics,
        checks,
        changes,
        trackingUrl,
        Map.of(),
        List.of(),
        List.of(),
        null);
  }

  /**
   * The same facts with how sure the metrics are, the slices, the pictures, and who may decide;
   * without a digest.
   */
  public Evidence with(List<Slice> parts, List<Plot> pictures, Approve policy) {
    return new Evidence(
        "",
        manifest,
        candidate,
        champion,
        metrics,
        championMetrics,
        checks,
        changes,
        trackingUrl,
        Confidence.of(metrics),
        parts,
        pictures,
        policy);
  }

  /** The same facts with their digest filled in. */
  public Evidence digested() {
    return withDigest(Digest.of(withDigest("")));
  }

  private Evidence withDigest(String value) {
    return new Evidence(
        value,
        manifest,
        candidate,
        champion,
        metrics,
        championMetrics,
        checks,
        changes,
        trackingUrl,
        confidence,
        slices,
        plots,
        gate);
  }
}
