package dev.mlharness.audit;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** The audit store. Records are added and read; nothing ever changes one. */
@ActivityInterface
public interface AuditActivities {

  /**
   * Records the events, in this order, all or none. One whose key is known already is not recorded
   * again.
   *
   * @return the head of the chain thereafter
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when the store cannot be
   *     written
   */
  @Unaudited("it is the record")
  @ActivityMethod(name = "RecordAudit")
  AuditHead record(List<AuditEvent> events);

  @Unaudited("reads only")
  @ActivityMethod(name = "ReadAudit")
  AuditPage read(AuditQuery query);

  /**
   * Walks on along the chain, as far as one call may.
   *
   * @param from where the walk stands; {@link AuditHead#EMPTY} to begin
   * @param remembered heads that the chain once had
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "VerifyAudit")
  Leg verify(AuditHead from, List<AuditHead> remembered);

  /**
   * @param found on this part of the way
   * @param last whether the chain ends here
   */
  record Leg(AuditVerification found, boolean last) {}
}
