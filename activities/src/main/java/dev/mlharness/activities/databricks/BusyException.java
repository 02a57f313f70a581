package dev.mlharness.activities.databricks;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The workspace asked to be left alone for a while (429 or 503). */
final class BusyException extends IOException {
  private final int status;
  private final transient @Nullable Duration retryAfter;

  BusyException(int status, @Nullable Duration retryAfter) {
    super("HTTP " + status);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** How long; null if it did not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  String words() {
    String what = status == 429 ? "rate limit reached" : "temporarily unavailable";
    return what + ", HTTP " + status;
  }
}
