package dev.mlharness.approval;

import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Approve;
import dev.mlharness.timing.Waiting;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where people decide. Opens with evidence, and closes by decisions or by its deadline. It may open
 * again, with other evidence; earlier decisions do not count then.
 */
public final class Gate {
  private @Nullable Approval approval;
  private @Nullable Instant openedAt;
  private @Nullable Instant deadline;
  private boolean closed;
  private int openings;

  /**
   * Opens and waits.
   *
   * @param evidence digest of what is decided on
   * @param owners those whose own work this is
   * @param shown called when the gate is open
   * @param nudged told when nobody has decided for a while, as the policy says
   */
  public Ruling open(
      Approve policy, String evidence, Set<String> owners, Runnable shown, Consumer<Nudge> nudged) {
    approval = new Approval(policy, evidence, owners);
    closed = false;
    openings++;
    openedAt = now();
    deadline = null;
    if (policy.required() == 0) {
      return close(true, "the recipe requires no approval");
    }
    deadline = now().plus(policy.timeout());
    shown.run();
    boolean decided = decided(policy, nudged);
    return decided
        ? close(current().approved(), current().standing())
        : close(
            policy.onTimeout() == Approve.OnTimeout.APPROVE,
            "%s within %s; then: %s"
                .formatted(
                    current().standing(),
                    Durations.format(policy.timeout()),
                    policy.onTimeout().word()));
  }

  private boolean decided(Approve policy, Consumer<Nudge> nudged) {
    Duration passed = Duration.ZERO;
    for (Nudge nudge : Nudge.of(policy)) {
      if (settledWithin(nudge.after().minus(passed))) {
        return true;
      }
      passed = nudge.after();
      nudged.accept(nudge);
    }
    return settledWithin(policy.timeout().minus(passed));
  }

  /** A wait of no time at all is none: two nudges may be due at once. */
  private boolean settledWithin(Duration limit) {
    return limit.isZero()
        ? current().settled()
        : Waiting.until(() -> current().settled(), limit, "gate");
  }

  /** Why a decision would not count now; empty when it would. */
  public Optional<String> refusal(@Nullable Decision decision) {
    if (decision == null || decision.verdict() == null) {
      return Optional.of("a decision needs a verdict: approve or reject");
    }
    if (approval == null) {
      return Optional.of("no gate is open yet");
    }
    if (closed) {
      return Optional.of("the gate is closed: " + approval.standing());
    }
    return approval.refusal(decision);
  }

  /** Counts a decision. One that does not count must have been refused before. */
  public void count(Decision decision) {
    approval = current().with(decision, now());
  }

  /** Whether decisions are taken now. */
  public boolean isOpen() {
    return approval != null && !closed && deadline != null;
  }

  /** How often it has opened so far. */
  public int openings() {
    return openings;
  }

  /** When it opened last; null when it never did. */
  public @Nullable Instant openedAt() {
    return openedAt;
  }

  /** What was decided counts no more: the gate will be opened anew. */
  public void forget() {
    approval = null;
    deadline = null;
    closed = false;
  }

  /** Decisions that count. */
  public List<GivenDecision> decisions() {
    return approval == null ? List.of() : approval.given();
  }

  /** How many more people must approve. */
  public int missing() {
    return approval == null ? 0 : approval.missing();
  }

  /** Of whom they must be, to be added to what is missing; nothing where anybody may decide. */
  public String by() {
    return approval == null || approval.policy().from().isEmpty()
        ? ""
        : " by " + approval.policy().whom();
  }

  /** Whether somebody said no. */
  public boolean rejected() {
    return approval != null && approval.rejected();
  }

  /** When the open gate times out; null when none is open, or enough was decided. */
  public @Nullable Instant deadline() {
    return closed || approval == null || approval.settled() ? null : deadline;
  }

  private Ruling close(boolean approved, String reason) {
    closed = true;
    return new Ruling(approved, reason, decisions());
  }

  private Approval current() {
    if (approval == null) {
      throw new IllegalStateException("the gate was never opened");
    }
    return approval;
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
