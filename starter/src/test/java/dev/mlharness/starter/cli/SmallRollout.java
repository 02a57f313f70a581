package dev.mlharness.starter.cli;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.Remark;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.Instruction.Action;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutOutcome;
import dev.mlharness.rollout.RolloutRequest;
import dev.mlharness.rollout.RolloutResult;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.rollout.RolloutStatus.State;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import dev.mlharness.rollout.RolloutStatus.StepStatus.Mark;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands at ten per cent until somebody aborts. */
public final class SmallRollout implements Rollout {
  private final List<String> notes = new ArrayList<>();
  private @Nullable RolloutResult result;

  @Override
  public RolloutResult run(@Nullable RolloutRequest request) {
    Workflow.await(() -> result != null);
    return result == null ? new RolloutResult(RolloutOutcome.CANCELLED, "", "", List.of()) : result;
  }

  @Override
  public void pause(@Nullable Remark remark) {
    throw new IllegalStateException("the command line asks by update");
  }

  @Override
  public void resume(@Nullable Remark remark) {
    pause(remark);
  }

  @Override
  public void promote(@Nullable Remark remark) {
    pause(remark);
  }

  @Override
  public void abort(@Nullable Remark remark) {
    pause(remark);
  }

  @Override
  public RolloutStatus steer(Instruction instruction) {
    notes.add(instruction.sentence());
    if (instruction.action() == Action.ABORT) {
      result =
          new RolloutResult(
              RolloutOutcome.ABORTED, "aborted at 10 %: " + instruction.sentence(), "", List.of());
    }
    return status();
  }

  @Override
  public void checkSteer(Instruction instruction) {
    if (instruction.action() == Action.RESUME) {
      throw Failures.of(FailureType.CONFLICT, "resume means nothing now");
    }
  }

  @Override
  public RolloutStatus status() {
    return new RolloutStatus(
        "main.fraud.detector",
        "4",
        "3",
        "fraud",
        result == null ? State.RUNNING : State.ENDED,
        result == null ? 10 : 0,
        "pause 14d",
        Instant.parse("2100-01-01T00:00:00Z"),
        List.of(
            new StepStatus("weight 10 %", Mark.DONE, null),
            new StepStatus("pause 14d", Mark.CURRENT, null),
            new StepStatus("weight 100 %", Mark.PENDING, null)),
        notes,
        result);
  }

  @Override
  public List<LedgerEntry> ledger() {
    return List.of();
  }
}
