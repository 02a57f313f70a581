package dev.mlharness.sandbox.runs;

import java.util.concurrent.atomic.AtomicLong;

/** Makes numbers for runs, tries, jobs and repairs: unique, and later ones greater. */
final class RunIds {

  private static final long PER_MILLISECOND = 1_000;

  private final AtomicLong last = new AtomicLong();

  long next() {
    return last.updateAndGet(
        before -> Math.max(before + 1, System.currentTimeMillis() * PER_MILLISECOND));
  }
}
