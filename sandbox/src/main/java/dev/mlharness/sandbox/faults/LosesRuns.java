package dev.mlharness.sandbox.faults;

/** Whoever can lose the cluster under a run, when a fault asks for it. */
public interface LosesRuns {

  /** Ends the run, if it is active, as the loss of its cluster would. */
  void lose(long runId);
}
