package dev.mlharness.approval;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Who may decide at a gate, and whether they did. Touches neither models nor endpoints. */
@ActivityInterface
public interface ApprovalActivities {

  /**
   * Looks before a gate opens whether it can be decided at.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when too few people can decide, or
   *     nobody knows the groups; {@code UNAVAILABLE}
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "PrepareGate")
  GateTerms prepare(GateQuestion question);

  /**
   * Says whether a decision counts at an open gate. Whether it is used for the first time, the
   * pipeline itself knows.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when that cannot be told at
   *     the moment
   */
  @Unaudited("records each refusal itself, and what counts the pipeline records")
  @ActivityMethod(name = "CheckDecision")
  CheckedDecision check(DecisionQuestion question);

  /**
   * Says, just before what was decided is done, which of the decisions that counted still stand: a
   * key may have been withdrawn, and a person may have left the group. That a decision has expired
   * since it was taken does not matter.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE}
   */
  @Unaudited("reads only, and what is withdrawn the pipeline records")
  @ActivityMethod(name = "ConfirmDecisions")
  Confirmation confirm(ConfirmQuestion question);
}
