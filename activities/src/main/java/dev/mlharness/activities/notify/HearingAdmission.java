package dev.mlharness.activities.notify;

import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;

/**
 * Tells pipelines at the door of which occasions operators' receivers hear: so that one of which
 * nobody hears says nothing.
 */
public final class HearingAdmission implements AdmissionActivities {
  private final AdmissionActivities door;
  private final Receivers receivers;

  public HearingAdmission(AdmissionActivities door, Receivers receivers) {
    this.door = door;
    this.receivers = receivers;
  }

  @Override
  public Admitted admit(PipelineStart start) {
    Admitted admitted = door.admit(start);
    return new Admitted(
        admitted.initiator(),
        admitted.proven(),
        admitted.groups(),
        admitted.recipe(),
        receivers.heard());
  }

  @Override
  public Admitted admitPlan(PipelineStart start) {
    return door.admitPlan(start);
  }

  @Override
  public void admitTrace(PipelineStart start) {
    door.admitTrace(start);
  }
}
