package dev.mlharness.identity.audit;

import java.time.Instant;
import java.time.ZoneOffset;

/** Days, as evidence names them. */
final class Day {
  private Day() {}

  /** In UTC, as in {@code 2026-03-01}. */
  static String of(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
