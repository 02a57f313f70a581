package dev.mlharness.activities.admission;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signed start says: this person may start this recipe, as this workflow, until then. It
 * proves that and opens nothing else, so it may stand in a history.
 *
 * @param id never used again
 * @param recipe digest of the recipe's document, or of a trace's target: lower-case hex SHA-256 of
 *     its canonical JSON
 * @param roles that the person may use, all of the recipe's
 * @param scope for which workflows it counts
 */
record StartProof(
    String id,
    Person person,
    String recipe,
    List<String> roles,
    Scope scope,
    Instant issuedAt,
    Instant expiry) {
  StartProof {
    roles = List.copyOf(roles);
  }

  /** For which workflows a proof counts. */
  sealed interface Scope {

    /** Whether a workflow of this id, started for this, is meant. */
    boolean covers(Purpose purpose, String workflow);

    /** For messages. */
    String words();

    /** One workflow, once. */
    record One(Purpose purpose, String workflow) implements Scope {
      @Override
      public boolean covers(Purpose other, String id) {
        return purpose == other && workflow.equals(id);
      }

      @Override
      public String words() {
        return purpose.word() + " '" + workflow + "'";
      }
    }

    /**
     * Each pipeline that a schedule starts.
     *
     * @param prefix of their workflow ids: Temporal adds the time of the firing
     */
    record Scheduled(String prefix) implements Scope {
      private static final String FIRING = "-\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z";

      @Override
      public boolean covers(Purpose purpose, String pipeline) {
        return purpose == Purpose.PIPELINE && pipeline.matches(Pattern.quote(prefix) + FIRING);
      }

      @Override
      public String words() {
        return "pipelines that the schedule of '" + prefix + "' starts";
      }
    }
  }
}
