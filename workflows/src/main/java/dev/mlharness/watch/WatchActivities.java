package dev.mlharness.watch;

import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** What a watch, and the pipeline that starts it, need of Temporal. May each be called twice. */
@ActivityInterface
public interface WatchActivities {

  /** Starts the watch of the model, or tells the one that there is of the new champion. */
  @Unaudited("speaks to a workflow of the harness, which records what it does")
  @ActivityMethod(name = "KeepWatch")
  void keep(WatchedModel model);

  /**
   * A pipeline of the model that has not ended.
   *
   * @return its workflow id; null when there is none
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "FindOpenPipeline")
  @Nullable String openPipeline(WatchKey key);

  /**
   * Brings the champion before back, by the model's entity.
   *
   * @return what was done, for people
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when there is none to bring
   *     back, or the order is refused
   */
  @Audited
  @ActivityMethod(name = "RollBackWatched")
  String rollback(WatchOrder order);
}
