package dev.mlharness.rollout;

import dev.mlharness.approval.Remark;
import dev.mlharness.ledger.LedgerEntry;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the traffic of an endpoint to a candidate, as the {@code steps} of a recipe say. A child of
 * the pipeline. Whichever way it ends without having reached its goal, it has put back what it
 * changed before it ends; so whoever waits for its end waits for that too.
 */
@WorkflowInterface
public interface Rollout {

  /** Its workflow type. */
  String TYPE = "Rollout";

  /** The workflow id of the rollout of a pipeline. */
  static String idOf(String pipeline) {
    return pipeline + "-rollout";
  }

  /**
   * On behalf of which pipeline a workflow acts: a rollout for its own, any other for itself.
   *
   * @param workflowType null: not known
   */
  static String pipelineOf(@Nullable String workflowType, String workflowId) {
    return TYPE.equals(workflowType) ? workflowId.replaceFirst("-rollout$", "") : workflowId;
  }

  @WorkflowMethod
  RolloutResult run(RolloutRequest request);

  /** Begins nothing further until {@code resume}. The remark may be left out, here and below. */
  @SignalMethod(description = "Begin no further step until resume. Input, if any: {by, comment}")
  void pause(@Nullable Remark remark);

  /** Goes on after {@code pause}; or, where a check failed, measures it again. */
  @SignalMethod(description = "Go on after pause, or measure again. Input, if any: {by, comment}")
  void resume(@Nullable Remark remark);

  /** Gives the candidate all traffic now, without the waits and checks that are left. */
  @SignalMethod(description = "All traffic now, no further checks. Input, if any: {by, comment}")
  void promote(@Nullable Remark remark);

  /** Puts everything back and ends. */
  @SignalMethod(description = "Put everything back and end. Input, if any: {by, comment}")
  void abort(@Nullable Remark remark);

  /** Any of the above; refused, with the reason, when it has no meaning now. */
  @UpdateMethod(description = "Steer: {action: pause|resume|promote|abort, by, comment}")
  RolloutStatus steer(Instruction instruction);

  @UpdateValidatorMethod(updateName = "steer")
  void checkSteer(Instruction instruction);

  @QueryMethod(description = "Where the rollout stands, and what it waits for")
  RolloutStatus status();

  @QueryMethod(description = "The inverses of all changes, and what became of them")
  List<LedgerEntry> ledger();
}
