package dev.mlharness.approval;

import java.util.List;

/**
 * What holds at a gate.
 *
 * @param signed whether only signed decisions count
 * @param remarks what people should know of it, one sentence each
 */
public record GateTerms(boolean signed, List<String> remarks) {
  public GateTerms {
    remarks = List.copyOf(remarks);
  }
}
