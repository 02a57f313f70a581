package dev.mlharness.approval;

import java.util.List;

/** Do the decisions that let this gate be passed still stand? */
public record ConfirmQuestion(OpenGate gate, List<Decision> decisions) {
  public ConfirmQuestion {
    decisions = List.copyOf(decisions);
  }
}
