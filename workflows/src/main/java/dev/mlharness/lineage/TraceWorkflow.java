package dev.mlharness.lineage;

import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.PipelineStart;
import dev.mlharness.timing.ActivityProfiles;

/** Hands the question to a worker, which has the right to read. */
public final class TraceWorkflow implements Trace {
  @Override
  public Lineage run(TraceTarget target) {
    ActivityProfiles.call(
            AdmissionActivities.class, ActivityProfiles.ASKED, "admit: who asks, and may they")
        .admitTrace(PipelineStart.current(target.document()));
    return ActivityProfiles.call(LineageActivities.class, ActivityProfiles.ASKED, "trace")
        .trace(target);
  }
}
