package dev.mlharness.watch;

import java.time.Instant;

/**
 * Something worth knowing.
 *
 * @param what one sentence
 */
public record WatchEvent(Instant at, String what) {}
