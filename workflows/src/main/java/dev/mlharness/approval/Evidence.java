package dev.mlharness.approval;

import dev.mlharness.recipe.Digest;
import dev.mlharness.registry.ModelVersion;
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
    String trackingUrl) {
  public Evidence {
    metrics = Map.copyOf(metrics);
    championMetrics = Map.copyOf(championMetrics);
    checks = List.copyOf(checks);
    changes = List.copyOf(changes);
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
        trackingUrl);
  }
}
