package dev.mlharness.approval;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which decisions stand no more.
 *
 * @param withdrawn empty: all of them stand
 */
public record Confirmation(List<Withdrawn> withdrawn) {
  public Confirmation {
    withdrawn = List.copyOf(withdrawn);
  }

  /** For people. */
  public String words() {
    return withdrawn.stream()
        .map(one -> "the decision of %s: %s".formatted(one.person(), one.reason()))
        .collect(Collectors.joining("; "));
  }

  /** A decision that counted and does not any more. */
  public record Withdrawn(String person, String reason) {}
}
