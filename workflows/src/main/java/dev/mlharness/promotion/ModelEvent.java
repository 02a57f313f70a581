package dev.mlharness.promotion;

import java.time.Instant;

/**
 * Something worth knowing that made no new champion.
 *
 * @param what one sentence, with who and why
 */
public record ModelEvent(Instant at, String what) {}
