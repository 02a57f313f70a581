package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How workflows reach the entities, which are started on demand. Every method may be called twice;
 * the effect happens once.
 */
@ActivityInterface
@Unaudited("speaks to entities of the harness; what they change and what people order is recorded")
public interface PromotionActivities {

  /** Asks the model's entity for a turn. */
  @ActivityMethod(name = "AskTurn")
  TurnAnswer ask(TurnRequest request);

  /** Tells the model's entity that the pipeline has ended. */
  @ActivityMethod(name = "LeaveTurn")
  void leave(Departure departure);

  /** What stops this model's line; the model is told when a freeze is lifted. */
  @ActivityMethod(name = "ReadFreezes")
  List<Freeze> stopping(ModelKey model);

  /**
   * Who was champion when.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when the harness knows nothing
   *     of the model
   */
  @ActivityMethod(name = "ReadReigns")
  List<Reign> reigns(ModelKey model);

  /**
   * Gives the model's entity the order, which records it.
   *
   * @param id the same for the same order, which is then carried out once
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when it is refused, or fails
   */
  @ActivityMethod(name = "OrderRollback")
  RollbackResult rollback(ModelKey model, RollbackOrder order, String id);

  /**
   * Whether a pipeline, or its rollout, has not ended yet.
   *
   * @param token of its first execution; a later one of the same workflow id does not count
   */
  @ActivityMethod(name = "IsPipelineOpen")
  boolean open(String pipeline, String token);

  /**
   * Puts the configured names in place of those that were left out.
   *
   * @param workspace null: the default workspace
   * @param role null: the default role
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} naming the known ones
   */
  @ActivityMethod(name = "NameAccess")
  Access named(@Nullable String workspace, @Nullable String role);
}
