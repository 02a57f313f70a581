package dev.mlharness.activities.admission;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.recipe.Digest;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Writes each refusal into the audit store before the pipeline hears of it. */
public final class RecordedRefusals implements AdmissionActivities {
  private final AdmissionActivities door;
  private final AuditActivities audit;

  public RecordedRefusals(AdmissionActivities door, AuditActivities audit) {
    this.door = door;
    this.audit = audit;
  }

  @Override
  public Admitted admit(PipelineStart start) {
    return recorded(start, "start of a pipeline", door::admit);
  }

  @Override
  public Admitted admitPlan(PipelineStart start) {
    return recorded(start, "plan of a pipeline", door::admitPlan);
  }

  @Override
  public void admitTrace(PipelineStart start) {
    recorded(
        start,
        "trace",
        asked -> {
          door.admitTrace(asked);
          return asked;
        });
  }

  private <T> T recorded(PipelineStart start, String subject, Function<PipelineStart, T> admit) {
    try {
      return admit.apply(start);
    } catch (ApplicationFailure failure) {
      if (Existence.is(failure, FailureType.ACCESS_DENIED)) {
        audit.record(List.of(refusal(start, subject, failure)));
      }
      throw failure;
    }
  }

  private static AuditEvent refusal(
      PipelineStart start, String subject, ApplicationFailure failure) {
    return new AuditEvent(
        "start-refused/" + start.execution(),
        AuditKind.REFUSAL,
        Actor.of(Objects.requireNonNullElse(start.initiator(), "unknown")),
        new Place(null, start.pipeline(), null),
        subject,
        Digest.of(start.document()),
        "refused",
        Map.of("reason", failure.getOriginalMessage()));
  }
}
