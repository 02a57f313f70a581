package dev.mlharness.approval;

import java.time.Instant;

/** A decision that counts. */
public record GivenDecision(Decision decision, Instant at) {

  /** Who said what, when, and with which comment. */
  public String sentence() {
    String verb = decision.verdict() == Verdict.APPROVE ? "approved" : "rejected";
    String comment =
        decision.comment() == null || decision.comment().isBlank() ? "" : ": " + decision.comment();
    return "%s by %s at %s%s".formatted(verb, decision.person(), at, comment);
  }
}
