package dev.mlharness.pipeline;

/** Names of task queues. */
public final class TaskQueues {
  /** Where workflows and activities of the harness are taken from. */
  public static final String HARNESS = "ml-harness";

  private TaskQueues() {}
}
