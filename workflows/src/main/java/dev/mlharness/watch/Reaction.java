package dev.mlharness.watch;

import dev.mlharness.access.Failures;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.WatchSpec;
import dev.mlharness.recipe.WatchSpec.OnViolation;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows when rules are broken, within what cool-down and limit allow. */
final class Reaction {
  private static final String WATCH = "the watch";

  /** Looks that were under way before went on to react. */
  private static final String MINDS_PEOPLE = "watch-minds-pause-and-stop";

  private final Memory memory;
  private final WatchedModel model;
  private final WatchSpec spec;
  private final Instant now;
  private final BooleanSupplier mayAct;

  Reaction(Memory memory, WatchedModel model, Instant now, BooleanSupplier mayAct) {
    this.memory = memory;
    this.model = model;
    this.spec = model.spec();
    this.now = now;
    this.mayAct = mayAct;
  }

  void to(List<CheckState> violated) {
    int violation = memory.violated(1);
    String why = violated.stream().map(CheckState::sentence).collect(Collectors.joining("; "));
    if (heldBack()) {
      memory.note(
          now,
          "%s is broken; nothing is done, because the watch was paused or stopped meanwhile"
              .formatted(titles(violated)));
      return;
    }
    Restraint restraint = Restraint.of(memory.actions(), spec, now);
    if (!restraint.free()) {
      memory.note(
          now,
          "%s is broken; nothing is done before %s, because %s"
              .formatted(titles(violated), restraint.until(), restraint.why()));
      return;
    }
    try {
      act(violation, why);
    } catch (ActivityFailure | ChildWorkflowFailure failure) {
      Failures.rethrowCancellation(failure);
      memory.note(now, "%s was not done: %s".formatted(word(), Failures.sentence(failure)));
    }
  }

  private boolean heldBack() {
    return !mayAct.getAsBoolean()
        && Workflow.getVersion(MINDS_PEOPLE, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
  }

  private void act(int violation, String why) {
    if (spec.onViolation() == OnViolation.RETRAIN) {
      retrain(violation, why);
    } else if (spec.onViolation() == OnViolation.ROLLBACK) {
      rollback(violation, why);
    } else {
      recorded(violation, why, "notified", null);
      memory.acted(now, spec);
      memory.note(now, why);
    }
  }

  private void retrain(int violation, String why) {
    String open = call(ActivityProfiles.ASKED, "is a pipeline open?").openPipeline(model.key());
    if (open != null) {
      memory.note(
          now, "no retrain: pipeline %s of the model has not ended (%s)".formatted(open, why));
      return;
    }
    Retrain retrain = new Retrain(model);
    String id = retrain.id(now);
    recorded(violation, why, "retrain", id);
    // Before the start: one that was refused or failed at once counts, or it would be tried for
    // ever.
    memory.acted(now, spec);
    memory.note(now, "retrain %s: %s".formatted(id, why));
    retrain.start(id, why);
  }

  private void rollback(int violation, String why) {
    recorded(violation, why, "rollback", null);
    memory.acted(now, spec);
    memory.note(now, "rollback: " + why);
    String done =
        call(ActivityProfiles.CHANGE, "roll back version " + model.version())
            .rollback(
                new WatchOrder(model.key(), key("rollback", violation), model.version(), why));
    memory.note(now, done);
  }

  /** Before anything is done about it. */
  private void recorded(int violation, String why, String outcome, @Nullable String pipeline) {
    ActivityProfiles.call(AuditActivities.class, ActivityProfiles.CHANGE, "audit: record violation")
        .record(
            List.of(
                new AuditEvent(
                    key("audit", violation),
                    AuditKind.VIOLATION,
                    new Actor(WATCH, model.manifest().recipe().role(), null),
                    new Place(
                        model.manifest().recipe().workspace(),
                        Workflow.getInfo().getWorkflowId(),
                        "watch"),
                    "version %s of %s".formatted(model.version(), model.key().model()),
                    model.manifest().digest(),
                    outcome,
                    pipeline == null
                        ? Map.of("reason", why)
                        : Map.of("reason", why, "pipeline", pipeline))));
    new WatchMessages(model).violated(key("message", violation), why, outcome, pipeline);
  }

  private static String key(String what, int violation) {
    return Digest.of(
        List.of(
            Workflow.getInfo().getFirstExecutionRunId(),
            Workflow.getInfo().getWorkflowId(),
            what,
            String.valueOf(violation)));
  }

  private String word() {
    return spec.onViolation().name().toLowerCase(Locale.ROOT);
  }

  private static String titles(List<CheckState> violated) {
    return violated.stream().map(CheckState::title).collect(Collectors.joining(", "));
  }

  private static WatchActivities call(ActivityOptions profile, String summary) {
    return ActivityProfiles.call(WatchActivities.class, profile, summary);
  }
}
