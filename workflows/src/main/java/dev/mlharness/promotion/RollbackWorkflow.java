package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Aliases;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.ledger.Undo;
import dev.mlharness.lineage.Tags;
import dev.mlharness.notify.About;
import dev.mlharness.notify.Messenger;
import dev.mlharness.promotion.Reign.Served;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads as the story; every inverse is written before its change. */
public final class RollbackWorkflow implements Rollback {
  private final Ledger ledger = new Ledger();
  private final RollbackPlan plan;

  @WorkflowInit
  public RollbackWorkflow(RollbackPlan plan) {
    this.plan = plan;
  }

  @Override
  public @Nullable Served run(RollbackPlan asked) {
    try {
      tell();
      Served served = serve();
      if (!plan.endpointOnly()) {
        new Aliases(ledger, plan.access(), plan.model(), "roll back")
            .crown(plan.to(), plan.from(), ActivityProfiles.ASKED);
      }
      ledger.closeAll();
      tellOthers();
      return served;
    } catch (TemporalFailure failure) {
      throw undone(failure);
    }
  }

  /** Both versions say what happened to them. The first of the calls finds out whether they are. */
  private void tell() {
    RollbackOrder order = plan.order();
    String how = plan.endpointOnly() ? "served" : "champion";
    tag(plan.to(), "%s again, by %s: %s".formatted(how, order.by(), order.why()));
    if (plan.from() != null && !plan.endpointOnly()) {
      tag(
          plan.from(),
          "rolled back to version %s by %s: %s".formatted(plan.to(), order.by(), order.why()));
    }
  }

  /** Operators' receivers: whose recipe it was is not asked any more. */
  private void tellOthers() {
    RollbackOrder order = plan.order();
    Messenger messenger = new Messenger();
    messenger.tell(
        Occasion.ROLLED_BACK,
        new About(
            Workflow.getInfo().getWorkflowId(),
            null,
            null,
            plan.model(),
            plan.to(),
            plan.access().workspace(),
            null),
        plan.endpointOnly()
            ? "endpoint %s rolled back to version %s by %s: %s"
                .formatted(plan.endpoint(), plan.to(), order.by(), order.why())
            : "rolled back from version %s to version %s by %s: %s"
                .formatted(plan.from(), plan.to(), order.by(), order.why()),
        Map.of(),
        List.of());
    messenger.settle();
  }

  private void tag(String version, String sentence) {
    registry(ActivityProfiles.CHANGE, "tag version " + version)
        .tag(plan.access(), plan.model(), version, Map.of(Tags.ROLLBACK, Tags.fit(sentence)));
  }

  private @Nullable Served serve() {
    String name = plan.endpoint();
    if (name == null) {
      return null;
    }
    EndpointConfig now =
        serving(ActivityProfiles.ASKED, "endpoint " + name).read(plan.access(), name).config();
    EndpointConfig wanted = wanted(name, now);
    EndpointChange change = new EndpointChange(plan.access(), name, now, wanted, Map.of());
    if (!wanted.equals(now)) {
      ledger.write("endpoint " + name, new Inverse.RestoreEndpoint(change.inverse()));
    }
    Endpoint endpoint =
        serving(
                ActivityProfiles.ENDPOINT,
                "endpoint %s serves version %s".formatted(name, plan.to()))
            .change(change);
    return endpoint.config() == null ? null : new Served(name, endpoint.config());
  }

  private EndpointConfig wanted(String name, @Nullable EndpointConfig now) {
    Served known = plan.served();
    if (known != null && known.endpoint().equals(name)) {
      return known.config();
    }
    if (now == null) {
      throw Failures.of(
          FailureType.CONFLICT,
          "endpoint %s does not exist, and nobody knows with what size it served version %s; deploy it with a pipeline"
              .formatted(name, plan.to()));
    }
    return Resized.serving(now, plan.model(), plan.to());
  }

  private TemporalFailure undone(TemporalFailure failure) {
    boolean cancelled = CancellationScope.current().isCancelRequested();
    ledger.drain(0, new Undo(Map.of(), run -> {}));
    String sentence =
        ledger.withLeftUndone(cancelled ? "cancelled on request" : Failures.sentence(failure));
    return cancelled
        ? new CanceledFailure(sentence)
        : ApplicationFailure.newNonRetryableFailure(
            sentence, Failures.type(failure).orElse(FailureType.UNAVAILABLE).name());
  }

  private static RegistryActivities registry(ActivityOptions profile, String what) {
    return ActivityProfiles.call(RegistryActivities.class, profile, "roll back: " + what);
  }

  private static ServingActivities serving(ActivityOptions profile, String what) {
    return ActivityProfiles.call(ServingActivities.class, profile, "roll back: " + what);
  }

  @Override
  public List<LedgerEntry> ledger() {
    return ledger.entries();
  }
}
