package dev.mlharness.promotion;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline has ended, whether or not it ever had its turn.
 *
 * @param outcome of the pipeline, in lower case
 * @param reason one sentence, for people
 * @param championSince when the candidate became champion; null: it did not
 */
public record Departure(
    TurnRequest request, String outcome, String reason, @Nullable Instant championSince) {

  /** Whoever can write to the namespace can leave something out. */
  public Departure {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }
}
