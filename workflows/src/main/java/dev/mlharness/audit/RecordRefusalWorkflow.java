package dev.mlharness.audit;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.timing.ActivityProfiles;
import java.util.List;

/** Hands the record to a worker, which has access to the store. */
public final class RecordRefusalWorkflow implements RecordRefusal {
  @Override
  public AuditHead run(AuditEvent refusal) {
    if (refusal.kind() != AuditKind.REFUSAL) {
      throw Failures.of(
          FailureType.CONFLICT, "only a refusal is recorded here, not a " + refusal.kind().word());
    }
    return ActivityProfiles.call(
            AuditActivities.class, ActivityProfiles.CHANGE, "record the refusal")
        .record(List.of(refusal));
  }
}
