package dev.mlharness.sandbox.runs;

/** How something ended, and what there is to say about it. */
public record Ending(Outcome outcome, String message, long at) {

  static Ending now(Outcome outcome, String message) {
    return new Ending(outcome, message, System.currentTimeMillis());
  }
}
