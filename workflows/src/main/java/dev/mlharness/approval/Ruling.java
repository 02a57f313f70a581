package dev.mlharness.approval;

import java.util.List;

/**
 * How a gate ended.
 *
 * @param reason one sentence, for people
 * @param decisions those that counted
 */
public record Ruling(boolean approved, String reason, List<GivenDecision> decisions) {
  public Ruling {
    decisions = List.copyOf(decisions);
  }
}
