package dev.mlharness.pipeline;

import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.GivenDecision;
import dev.mlharness.lineage.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a pipeline ended and who decided, as written on the version and on the MLflow run. */
final class OutcomeTags {
  /** Together with the tags of the registration this stays below what a registry takes. */
  private static final int DECISIONS_KEPT = 6;

  private OutcomeTags() {}

  static Map<String, String> of(
      Outcome outcome, @Nullable Evidence evidence, List<GivenDecision> decisions) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.OUTCOME, outcome.word());
    if (evidence != null) {
      tags.put(Tags.EVIDENCE, evidence.digest());
    }
    for (int i = 0; i < Math.min(decisions.size(), DECISIONS_KEPT); i++) {
      tags.put(Tags.decision(i + 1), Tags.fit(decisions.get(i).sentence()));
    }
    return tags;
  }
}
