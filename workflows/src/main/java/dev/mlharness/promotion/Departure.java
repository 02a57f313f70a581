package dev.mlharness.promotion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline has ended, whether or not it ever had its turn.
 *
 * @param outcome of the pipeline, in lower case
 * @param reason one sentence, for people
 * @param championSince when the candidate became champion; null: it did not
 */
public record Departure(
    TurnRequest request, String outcome, String reason, @Nullable Instant championSince) {}
