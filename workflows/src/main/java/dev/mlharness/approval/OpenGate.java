package dev.mlharness.approval;

import dev.mlharness.recipe.Approve;
import java.time.Instant;
import java.util.List;

/**
 * A gate that people decide at now. A signed decision is for one of these and no other.
 *
 * @param id made of the pipeline's workflow id and run id and the number of the opening: a pipeline
 *     that is reset, and a gate that opens again, has another
 * @param workspace whose people decide
 * @param evidence digest of what is decided on
 * @param owners those whose own work this is, as names or e-mail addresses
 * @param signed whether only signed decisions count
 * @param deadline when it closes by itself
 */
public record OpenGate(
    String id,
    String workspace,
    String evidence,
    Approve policy,
    List<String> owners,
    boolean signed,
    Instant deadline) {
  public OpenGate {
    owners = List.copyOf(owners);
  }

  /** As it is written into decisions. */
  public static String id(String workflowId, String runId, int opening) {
    return "%s/%s/approve/%d".formatted(workflowId, runId, opening);
  }
}
