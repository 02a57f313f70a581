package dev.mlharness.start;

/** All that it has to say, its id and its memo say. */
public final class UsedStartWorkflow implements UsedStart {
  @Override
  public void mark() {}
}
