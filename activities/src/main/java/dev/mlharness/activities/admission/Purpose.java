package dev.mlharness.activities.admission;

import java.util.Locale;

/** What a start is for. A proof for one is none for another. */
enum Purpose {
  PIPELINE,
  PLAN,
  TRACE;

  /** For messages, and as the claim of a proof that is for one workflow. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
