package dev.mlharness.pipeline;

import dev.mlharness.access.Failures;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.GivenDecision;
import dev.mlharness.approval.Nudge;
import dev.mlharness.approval.Ruling;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.Place;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline itself tells the audit store: its start, its decisions and its end. (What
 * activities change, and the credentials they use, the worker records.) Pipelines that began before
 * there was a trail go on without.
 */
final class AuditTrail {
  private static final String VERSION = "audit-trail";
  private static final String GATE = "the gate";

  private final PipelineId id;
  private final IgnoredDecisions ignored;
  private final List<AuditEvent> nudges = new ArrayList<>();
  private final List<UsedCredential> receipts = new ArrayList<>();
  private @Nullable Boolean kept;
  private @Nullable Recipe begun;
  private @Nullable String excess;
  private @Nullable String reproduces;
  private @Nullable Long lastReceipt;

  AuditTrail(PipelineId id, IgnoredDecisions ignored) {
    this.id = id;
    this.ignored = ignored;
  }

  /** What the roles may do beyond what the recipe needs is told with the start. */
  void excess(String words) {
    excess = words;
  }

  /** Which version is trained again is told with the start. */
  void reproduces(String version) {
    reproduces = version;
  }

  /** Before anything outside is changed. */
  void started(Initiator initiator, Manifest manifest) {
    Recipe recipe = manifest.recipe();
    if (kept()) {
      record(
          ActivityProfiles.CHANGE,
          List.of(
              event(
                  AuditKind.START,
                  "start",
                  new Actor(who(initiator), recipe.role(), null),
                  place(recipe, Stage.RESOLVE),
                  "model " + recipe.model(),
                  manifest.digest(),
                  "started",
                  startDetail(recipe))));
    }
    begun = recipe;
  }

  private Map<String, String> startDetail(Recipe recipe) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("recipe", recipe.metadata().name());
    if (excess != null) {
      detail.put("excess-privileges", excess);
    }
    if (reproduces != null) {
      detail.put("reproduces", reproduces);
    }
    return detail;
  }

  /** Before anything is done about it. */
  void decided(Recipe recipe, Evidence evidence, Ruling ruling, String gate) {
    if (!kept()) {
      return;
    }
    List<AuditEvent> events = new ArrayList<>(nudges);
    for (GivenDecision given : ruling.decisions()) {
      String comment = given.decision().comment();
      events.add(
          decision(
              gate,
              recipe,
              evidence,
              given.decision().person(),
              given.decision().verdict().word(),
              Map.of(
                  "at",
                  given.at().toString(),
                  "comment",
                  comment == null ? "" : comment,
                  "proof",
                  given.decision().proof() == null ? "none" : "signed")));
    }
    events.add(
        decision(
            gate,
            recipe,
            evidence,
            GATE,
            ruling.approved() ? "approved" : "rejected",
            Map.of("reason", ruling.reason())));
    record(ActivityProfiles.CHANGE, events);
    nudges.clear();
  }

  /** Recorded together with the decision that comes of it. */
  void nudged(Recipe recipe, Evidence evidence, String gate, Nudge nudge) {
    nudges.add(
        event(
            AuditKind.DECISION,
            "%s after %s at %s".formatted(nudge.what(), nudge.after(), gate),
            Actor.of(GATE),
            place(recipe, Stage.APPROVE),
            candidate(evidence),
            evidence.digest(),
            nudge.what(),
            Map.of("words", nudge.words())));
  }

  /** A decision that counted does not any more. */
  void withdrawn(Recipe recipe, Evidence evidence, String gate, Confirmation confirmation) {
    if (!kept()) {
      return;
    }
    record(
        ActivityProfiles.CHANGE,
        confirmation.withdrawn().stream()
            .map(
                one ->
                    decision(
                        gate,
                        recipe,
                        evidence,
                        one.person(),
                        "withdrawn",
                        Map.of("reason", one.reason())))
            .toList());
  }

  /** What was decided is not done. */
  void reopened(Recipe recipe, Evidence evidence, String gate, String reason) {
    if (kept()) {
      record(
          ActivityProfiles.CHANGE,
          List.of(decision(gate, recipe, evidence, GATE, "opens again", Map.of("reason", reason))));
    }
  }

  private AuditEvent decision(
      String gate,
      Recipe recipe,
      Evidence evidence,
      String who,
      String outcome,
      Map<String, String> detail) {
    return event(
        AuditKind.DECISION,
        "decision %s %s at %s".formatted(who, outcome, gate),
        Actor.of(who),
        place(recipe, Stage.APPROVE),
        candidate(evidence),
        evidence.digest(),
        outcome,
        detail);
  }

  /**
   * One that never began was refused. Nothing depends on this record any more, so it is tried for a
   * while only.
   *
   * @throws ActivityFailure when it could not be written
   */
  void ended(PipelineResult result) {
    if (!kept()) {
      return;
    }
    Recipe recipe = begun;
    record(
        ActivityProfiles.FAREWELL,
        List.of(
            event(
                recipe == null ? AuditKind.REFUSAL : AuditKind.END,
                "end",
                new Actor(who(Initiator.current()), recipe == null ? null : recipe.role(), null),
                recipe == null
                    ? new Place(null, id.workflowId(), Stage.RESOLVE.word())
                    : place(recipe, null),
                recipe == null ? "start of a pipeline" : "model " + recipe.model(),
                result.digest(),
                result.outcome().word(),
                Map.of("reason", result.reason()))));
    gatherReceipts();
  }

  /** Learns which credentials were used since it was last asked; without an answer, later. */
  void gatherReceipts() {
    if (!kept()) {
      return;
    }
    AuditQuery query =
        new AuditQuery(
            Set.of(AuditKind.RECEIPT),
            id.workflowId(),
            Order.OLDEST_FIRST,
            lastReceipt,
            AuditQuery.PAGE);
    try {
      AuditPage page = call(ActivityProfiles.GLANCE, "receipts").read(query);
      page.records()
          .forEach(
              record -> {
                receipts.add(UsedCredential.of(record));
                lastReceipt = record.sequence();
              });
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
    }
  }

  List<UsedCredential> receipts() {
    return List.copyOf(receipts);
  }

  private void record(ActivityOptions profile, List<AuditEvent> events) {
    List<AuditEvent> all = new ArrayList<>(events);
    all.addAll(ignored.events());
    call(profile, "record " + events.get(0).kind().word()).record(all);
  }

  private static AuditActivities call(ActivityOptions profile, String what) {
    return ActivityProfiles.call(AuditActivities.class, profile, "audit: " + what);
  }

  private AuditEvent event(
      AuditKind kind,
      String which,
      Actor actor,
      Place place,
      String subject,
      @Nullable String evidence,
      String outcome,
      Map<String, String> detail) {
    return new AuditEvent(
        id.key("audit", which), kind, actor, place, subject, evidence, outcome, detail);
  }

  private static String candidate(Evidence evidence) {
    return "version %s of %s"
        .formatted(evidence.candidate().version(), evidence.candidate().model());
  }

  private Place place(Recipe recipe, @Nullable Stage stage) {
    return new Place(recipe.workspace(), id.workflowId(), stage == null ? null : stage.word());
  }

  private static String who(Initiator initiator) {
    return initiator.name() == null ? "unknown" : initiator.name();
  }

  private boolean kept() {
    if (kept == null) {
      kept = Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) == 1;
    }
    return kept;
  }
}
