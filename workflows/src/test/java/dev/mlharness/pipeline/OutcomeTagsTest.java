package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.GivenDecision;
import dev.mlharness.approval.Verdict;
import dev.mlharness.lineage.Tags;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTagsTest {
  @Test
  void longCommentsAndManyDecisionsFitWhatARegistryTakes() {
    GivenDecision long1 =
        new GivenDecision(
            new Decision(Verdict.APPROVE, "ann", "x".repeat(1000), null),
            Instant.parse("2026-11-24T12:00:00Z"));

    Map<String, String> tags =
        OutcomeTags.of(Outcome.DEPLOYED, null, Collections.nCopies(9, long1));

    assertThat(tags).hasSize(7).containsEntry(Tags.OUTCOME, "deployed");
    assertThat(tags.values()).allMatch(value -> value.length() <= Tags.VALUE_LIMIT);
    assertThat(tags.get(Tags.decision(1)))
        .startsWith("approved by ann at 2026-11-24T12:00:00Z: xxx");
  }
}
