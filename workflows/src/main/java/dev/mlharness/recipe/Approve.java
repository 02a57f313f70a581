package dev.mlharness.recipe;

import java.time.Duration;
import java.util.Locale;

/**
 * The gate.
 *
 * @param required how many distinct people must approve; 0 means no gate
 * @param separation the one who started the pipeline may not approve it
 */
public record Approve(int required, boolean separation, Duration timeout, OnTimeout onTimeout) {

  public enum OnTimeout {
    REJECT,
    APPROVE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
