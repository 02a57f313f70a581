package dev.mlharness.lineage;

import dev.mlharness.timing.ActivityProfiles;

/** Hands the question to a worker, which has the right to read. */
public final class TraceWorkflow implements Trace {
  @Override
  public Lineage run(TraceTarget target) {
    return ActivityProfiles.call(LineageActivities.class, ActivityProfiles.ASKED, "trace")
        .trace(target);
  }
}
