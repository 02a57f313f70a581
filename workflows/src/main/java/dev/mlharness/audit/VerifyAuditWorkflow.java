package dev.mlharness.audit;

import dev.mlharness.audit.AuditActivities.Leg;
import dev.mlharness.timing.ActivityProfiles;
import java.util.List;

/** Lets a worker walk, leg by leg, so that no call takes long. */
public final class VerifyAuditWorkflow implements VerifyAudit {
  @Override
  public AuditVerification run(List<AuditHead> remembered) {
    AuditVerification walked = AuditVerification.NONE;
    Leg leg;
    do {
      leg = call(walked.head()).verify(walked.head(), remembered);
      walked = walked.and(leg.found());
    } while (!leg.last());
    return walked;
  }

  private static AuditActivities call(AuditHead from) {
    return ActivityProfiles.call(
        AuditActivities.class,
        ActivityProfiles.ASKED,
        "verify the records after " + from.sequence());
  }
}
