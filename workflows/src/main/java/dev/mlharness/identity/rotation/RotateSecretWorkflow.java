package dev.mlharness.identity.rotation;

import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretActivities;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.secret.SecretChange.Step;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.timing.Waiting;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads as the story; every inverse is written before its change. */
public final class RotateSecretWorkflow implements RotateSecret {
  private final Ledger ledger = new Ledger();
  private final RotationRequest request;
  private String doing = "looking what is there";
  private @Nullable RotationPlan plan;
  private @Nullable String fresh;
  private @Nullable Instant until;

  @WorkflowInit
  public RotateSecretWorkflow(RotationRequest request) {
    this.request = request;
  }

  @Override
  public RotationResult run(RotationRequest asked) {
    if (!Workflow.getInfo().getWorkflowId().equals(request.workflowId())) {
      return new OneAtATime(request).rotate();
    }
    try {
      return rotate();
    } catch (TemporalFailure failure) {
      boolean cancelled = CancellationScope.current().isCancelRequested();
      throw Waiting.undisturbed(() -> undone(failure, cancelled));
    }
  }

  private RotationResult rotate() {
    RotationPlan found = call(ActivityProfiles.PROOF, "look what is there").plan(request.secret());
    plan = found;
    String made = issue(found);
    prove(found, made, "proving the new secret before anybody uses it");
    promote(found, made);
    overlap(found);
    prove(found, made, "proving the new secret once more");
    // From here on there is no way back: the former secret may be gone already.
    ledger.closeAll();
    Waiting.undisturbed(() -> revoke(found, made));
    return new RotationResult(
        found.secret(), found.principal(), made, found.former(), found.others());
  }

  private String issue(RotationPlan found) {
    begin("making a new secret");
    int inverse =
        ledger.write(
            "new secret of " + found.principal(),
            new Inverse.DiscardSecret(SecretChange.of(Step.DISCARD, found, null)));
    String made =
        call(ActivityProfiles.SECRET, "make a new secret")
            .issue(SecretChange.of(Step.ISSUE, found, null));
    fresh = made;
    ledger.refine(inverse, new Inverse.DiscardSecret(SecretChange.of(Step.DISCARD, found, made)));
    return made;
  }

  private void prove(RotationPlan found, String made, String what) {
    begin(what);
    call(ActivityProfiles.PROOF, "log in with secret " + made)
        .prove(SecretChange.of(Step.PROMOTE, found, made));
  }

  private void promote(RotationPlan found, String made) {
    begin("handing the new secret to the readers of " + found.store());
    ledger.write(
        "secret in " + found.store(),
        new Inverse.RestoreSecret(SecretChange.of(Step.RESTORE, found, made)));
    call(ActivityProfiles.SECRET, "hand secret " + made + " to readers")
        .promote(SecretChange.of(Step.PROMOTE, found, made));
  }

  /** Databricks does not tell when a secret was last used, so its readers are given time. */
  private void overlap(RotationPlan found) {
    begin("waiting until the former secret is used no more");
    until = Instant.ofEpochMilli(Workflow.currentTimeMillis()).plus(found.overlap());
    Waiting.until(() -> false, found.overlap(), "overlap of both secrets");
  }

  private Boolean revoke(RotationPlan found, String made) {
    begin("revoking the former secret");
    call(ActivityProfiles.SECRET, "revoke " + found.former())
        .revoke(SecretChange.of(Step.REVOKE, found, made));
    begin("done");
    return true;
  }

  private TemporalFailure undone(TemporalFailure failure, boolean cancelled) {
    String reason = cancelled ? "cancelled on request" : Failures.sentence(failure);
    if (ledger.hasPending()) {
      begin("undoing, because " + reason);
    }
    ledger.drain(0, new Undo(Map.of(), run -> {}));
    String sentence = ledger.withLeftUndone(reason);
    begin("ended: " + sentence);
    return cancelled
        ? new CanceledFailure(sentence)
        : ApplicationFailure.newNonRetryableFailure(
            sentence, Failures.type(failure).map(Enum::name).orElse("UNAVAILABLE"));
  }

  private void begin(String what) {
    doing = what;
    Workflow.setCurrentDetails("secret **" + request.secret() + "**: " + what);
  }

  private static SecretActivities call(ActivityOptions profile, String summary) {
    return ActivityProfiles.call(SecretActivities.class, profile, summary);
  }

  @Override
  public RotationStatus status() {
    return new RotationStatus(request.secret(), doing, plan, fresh, until, ledger.entries());
  }
}
