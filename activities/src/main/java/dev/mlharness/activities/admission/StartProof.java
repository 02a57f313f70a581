package dev.mlharness.activities.admission;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a signed start says: this person may start this recipe, as this pipeline, until then. It
 * proves that and opens nothing else, so it may stand in a history.
 *
 * @param id never used again
 * @param recipe digest of the document: lower-case hex SHA-256 of its canonical JSON
 * @param roles that the person may use, all of the recipe's
 * @param scope for which pipelines it counts
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

  /** For which pipelines a proof counts. */
  sealed interface Scope {

    /** Whether the pipeline of this workflow id is meant. */
    boolean covers(String pipeline);

    /** For messages. */
    String words();

    /** One pipeline, once. */
    record One(String pipeline) implements Scope {
      @Override
      public boolean covers(String other) {
        return pipeline.equals(other);
      }

      @Override
      public String words() {
        return "pipeline '" + pipeline + "'";
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
      public boolean covers(String pipeline) {
        return pipeline.matches(Pattern.quote(prefix) + FIRING);
      }

      @Override
      public String words() {
        return "pipelines that the schedule of '" + prefix + "' starts";
      }
    }
  }
}
