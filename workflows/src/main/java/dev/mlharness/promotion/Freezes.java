package dev.mlharness.promotion;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** The one entity of all freezes, asked before any pipeline may promote. */
@WorkflowInterface
public interface Freezes {
  /** Its workflow id. */
  String ID = "freezes";

  @WorkflowMethod
  void run(FreezesState start);

  /** Freezes, or changes who and why. Promotions under way go on. */
  @UpdateMethod(description = "Freeze: {scope: {workspace, catalog, model}, by, comment}")
  Freeze freeze(FreezeOrder order);

  @UpdateValidatorMethod(updateName = "freeze")
  void checkFreeze(FreezeOrder order);

  /**
   * Lifts the freeze of exactly this scope; lines that it stopped move.
   *
   * @return what was lifted
   */
  @UpdateMethod(description = "Unfreeze: {scope: {workspace, catalog, model}, by, comment}")
  Freeze unfreeze(FreezeOrder order);

  @UpdateValidatorMethod(updateName = "unfreeze")
  void checkUnfreeze(FreezeOrder order);

  /** What stops this model's line. If anything does, the model is told when a freeze is lifted. */
  @UpdateMethod(description = "What stops the line of this model")
  Freeze[] stopping(ModelKey model);

  @QueryMethod(description = "All freezes")
  List<Freeze> freezes();
}
