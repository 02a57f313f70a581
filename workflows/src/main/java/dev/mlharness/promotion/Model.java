package dev.mlharness.promotion;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entity of a registered model, for as long as the model lives. Lets pipelines promote one at a
 * time and in order, remembers who was champion when, and carries out what people order. Its
 * workflow id is {@link ModelKey#workflowId()}; whoever has something to say starts it on demand.
 */
@WorkflowInterface
public interface Model {

  @WorkflowMethod
  void run(ModelState start);

  /** A pipeline wants to promote. It asks again when it is signalled, until it is its turn. */
  @UpdateMethod(description = "A pipeline asks whether it is its turn to promote")
  TurnAnswer ask(TurnRequest request);

  @UpdateValidatorMethod(updateName = "ask")
  void checkAsk(TurnRequest request);

  /** A pipeline that asked has ended. Said again, it changes nothing. */
  @UpdateMethod(description = "A pipeline that asked has ended")
  void leave(Departure departure);

  @UpdateValidatorMethod(updateName = "leave")
  void checkLeave(Departure departure);

  /** A freeze that stopped the line may have been lifted: the entity looks. */
  @SignalMethod(description = "A freeze may have been lifted: look")
  void thaw();

  /**
   * Brings an earlier champion back; a promotion under way is aborted. Answers when it is done.
   *
   * @throws io.temporal.failure.ApplicationFailure when it could not be; then all is as it was, or
   *     the message says what is not
   */
  @UpdateMethod(description = "Bring an earlier champion back: {to, by, comment}")
  RollbackResult rollback(RollbackOrder order);

  @UpdateValidatorMethod(updateName = "rollback")
  void checkRollback(RollbackOrder order);

  /** Makes a model known that is in production already; sets the alias champion if it is unset. */
  @UpdateMethod(description = "Make a model known that is in production already")
  ModelStatus adopt(AdoptOrder order);

  @UpdateValidatorMethod(updateName = "adopt")
  void checkAdopt(AdoptOrder order);

  @QueryMethod(description = "Champion, turn, line, freezes, events")
  ModelStatus status();

  @QueryMethod(description = "Who was champion when, the oldest first")
  List<Reign> history();

  @QueryMethod(description = "Who was champion at that instant; null: nobody, as far as known")
  @Nullable Reign championAt(Instant instant);
}
