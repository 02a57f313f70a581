package dev.mlharness.approval;

import dev.mlharness.recipe.Approve;
import java.util.List;

/**
 * Can this gate be decided at?
 *
 * @param workspace whose people would decide
 * @param owners those whose own work is decided on, as far as they are known
 */
public record GateQuestion(String workspace, Approve policy, List<String> owners) {
  public GateQuestion {
    owners = List.copyOf(owners);
  }
}
