package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.timing.ActivityProfiles;
import java.util.Map;
import java.util.Set;

/** The version that a pipeline reproduces, as it was when it was made. */
record Recorded(Reproduction asked, Map<String, Double> metrics, Set<String> judged) {

  /**
   * Looks the version up: what was handed in is a claim.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when the manifest is not
   *     that of the version
   */
  static Recorded of(JsonNode document) {
    Reproduction asked = Reproduction.read(document);
    Manifest manifest = asked.manifest();
    Lineage version =
        ActivityProfiles.call(
                LineageActivities.class, ActivityProfiles.READ, "resolve: trace " + asked.of())
            .trace(
                new TraceTarget(
                    manifest.recipe().workspace(),
                    null,
                    manifest.recipe().model(),
                    asked.version(),
                    null));
    // Both are what their digests say: the one was read as such, the other traced.
    if (version.manifest() == null || !manifest.digest().equals(version.manifest().digest())) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "the manifest of digest %s is not that of %s; ask again: ./harness reproduce %s"
              .formatted(manifest.digest(), asked.of(), asked.of()));
    }
    return new Recorded(
        asked, version.metrics(), manifest.recipe().validate().allThresholds().keySet());
  }

  Conclusion compare(Map<String, Double> now) {
    return Conclusion.reproduced(
        Reproduced.of(asked.of(), asked.tolerance(), metrics, now, judged));
  }
}
