package dev.mlharness.watch;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Watches the champion of one model for as long as it serves. Its workflow id is {@link
 * WatchKey#workflowId()}; the pipeline that makes a champion starts it, or tells it of the new one.
 */
@WorkflowInterface
public interface Watch {

  @WorkflowMethod
  void run(WatchState state);

  /** A pipeline has made this version champion. Said again, it changes nothing. */
  @SignalMethod(description = "A pipeline has made this version champion")
  void watch(WatchedModel model);

  /** Makes no further look until {@code resume}. */
  @SignalMethod(description = "Look no more until resume")
  void pause();

  @SignalMethod(description = "Go on after pause: look at once")
  void resume();

  /** Ends the watch; the next pipeline that deploys with one starts it again. */
  @SignalMethod(description = "End the watch")
  void stop();

  @QueryMethod(description = "What is watched, where each check stands, and when it may act")
  WatchStatus status();
}
