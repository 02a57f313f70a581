package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Remark;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.recipe.Manifest;
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
  String INITIATOR = "initiator";

  /**
   * @param recipe the recipe document as JSON, exactly as a team writes it; optionally with {@code
   *     target} naming one of its {@code targets}
   */
  @WorkflowMethod
  PipelineResult run(JsonNode recipe);

  /** Says yes at the open gate. The remark may be left out. */
  @SignalMethod
  void approve(@Nullable Remark remark);

  /** Says no at the open gate. The remark may be left out. */
  @SignalMethod
  void reject(@Nullable Remark remark);

  /** Lets the stage that runs finish and begins no other. */
  @SignalMethod
  void pause();

  @SignalMethod
  void resume();

  /** Says yes or no at the open gate; refused, with the reason, when it cannot count. */
  @UpdateMethod
  PipelineStatus decide(Decision decision);

  @UpdateValidatorMethod(updateName = "decide")
  void checkDecide(Decision decision);

  /** Tries the held stage again; only its failed tasks, where Databricks can repair the run. */
  @UpdateMethod
  PipelineStatus retry();

  @UpdateValidatorMethod(updateName = "retry")
  void checkRetry();

  /** Goes on without the held stage. Only {@code test} can be skipped. */
  @UpdateMethod
  PipelineStatus skip();

  @UpdateValidatorMethod(updateName = "skip")
  void checkSkip();

  /** Gives the held pipeline up: drains the ledger and ends. */
  @UpdateMethod
  PipelineStatus abort(@Nullable String reason);

  @UpdateValidatorMethod(updateName = "abort")
  void checkAbort(@Nullable String reason);

  @QueryMethod
  PipelineStatus status();

  @QueryMethod
  @Nullable Manifest manifest();

  @QueryMethod
  @Nullable Evidence evidence();

  @QueryMethod
  List<LedgerEntry> ledger();
}
