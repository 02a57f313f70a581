package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.promotion.Withdrawal;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.start.StartMemo;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pipeline: one execution of a recipe. */
@WorkflowInterface
public interface TrainValidateDeploy {

  /** Key of the memo that names who started the pipeline. */
  String INITIATOR = StartMemo.INITIATOR;

  /** Key of the memo with the signed start: the proof of who started the pipeline. */
  String START = StartMemo.START;

  /**
   * @param recipe the recipe document as JSON, exactly as a team writes it; optionally with {@code
   *     target} naming one of its {@code targets}
   */
  @WorkflowMethod
  PipelineResult run(JsonNode recipe);

  /** Says yes at the open gate. The remark may be left out. */
  @SignalMethod(description = "Yes at the open gate. Input, if any: {by, comment, evidence, proof}")
  void approve(@Nullable Remark remark);

  /** Says no at the open gate. The remark may be left out. */
  @SignalMethod(description = "No at the open gate. Input, if any: {by, comment, evidence, proof}")
  void reject(@Nullable Remark remark);

  /** Lets the stage that runs finish and begins no other. */
  @SignalMethod(description = "Begin no further stage until resume")
  void pause();

  @SignalMethod(description = "Go on after pause")
  void resume();

  /** From the model's entity: ask again whether it is this pipeline's turn to promote. */
  @SignalMethod(description = "Ask the model's entity again for the turn")
  void turn();

  /** From the model's entity: take the promotion that is under way back, and end. */
  @SignalMethod(description = "Take the promotion under way back. Input: {by, comment}")
  void withdraw(@Nullable Withdrawal withdrawal);

  /** Says yes or no at the open gate; refused, with the reason, when it cannot count. */
  @UpdateMethod(description = "Decide at the open gate: {verdict, by, comment, evidence, proof}")
  PipelineStatus decide(Decision decision);

  @UpdateValidatorMethod(updateName = "decide")
  void checkDecide(Decision decision);

  /**
   * Tries the held stage again; only its failed tasks, where Databricks can repair the run. Or goes
   * back to an earlier stage. The request may be left out.
   */
  @UpdateMethod(
      description = "Try the held stage again. Input, if any: {from: STAGE, dbu, duration}")
  PipelineStatus retry(@Nullable RetryRequest request);

  @UpdateValidatorMethod(updateName = "retry")
  void checkRetry(@Nullable RetryRequest request);

  /**
   * Goes on without the held stage: {@code test}, unless the recipe says that it cannot be skipped,
   * or {@code validate} where it only reports.
   */
  @UpdateMethod(description = "Go on without the held stage, where the recipe allows it")
  PipelineStatus skip();

  @UpdateValidatorMethod(updateName = "skip")
  void checkSkip();

  /**
   * Gives the pipeline up, held or not: stops what runs, drains the ledger and ends. Unlike a
   * cancellation it says why.
   */
  @UpdateMethod(description = "Give the pipeline up. Input, if any: the reason")
  PipelineStatus abort(@Nullable String reason);

  @UpdateValidatorMethod(updateName = "abort")
  void checkAbort(@Nullable String reason);

  @QueryMethod(description = "Where the pipeline stands, and what it waits for")
  PipelineStatus status();

  @QueryMethod(description = "The recipe with every reference pinned")
  @Nullable Manifest manifest();

  @QueryMethod(description = "What approvers decide on")
  @Nullable Evidence evidence();

  @QueryMethod(description = "The open gate, which a signed decision names; nothing when none is")
  @Nullable OpenGate gate();

  @QueryMethod(description = "The inverses of all changes, and what became of them")
  List<LedgerEntry> ledger();

  @QueryMethod(description = "Who acted as whom at which stage: the receipts of credentials")
  List<UsedCredential> receipts();
}
