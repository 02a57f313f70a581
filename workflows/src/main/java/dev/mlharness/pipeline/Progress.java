package dev.mlharness.pipeline;

import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Gate;
import dev.mlharness.payload.Durations;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.run.RunHandle;
import dev.mlharness.run.RunResult;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.TrackingRun;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pipeline shows of itself: status, search attributes and current details. */
final class Progress {
  /** Those that were held before lists told of it are not told of. */
  private static final String CHANGE = "held-in-lists";

  private static final String HELD = "held";
  private static final int NOTES_KEPT = 20;

  private final String workflowId;
  private final Gate gate;
  private final AuditTrail trail;
  private final List<StageRun> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Stage stage = Stage.RESOLVE;
  private State state = State.RUNNING;
  private String waitingFor = "every reference to be pinned";
  private final Spending spending = new Spending();
  private boolean paused;
  private boolean signed;
  private @Nullable Held held;
  private @Nullable Manifest manifest;
  private @Nullable BeginTracking trackingAsked;
  private @Nullable TrackingRun tracking;
  private @Nullable ModelVersion candidate;
  private @Nullable Instant championSince;
  private @Nullable Evidence evidence;
  private @Nullable PipelineResult result;

  Progress(String workflowId, Gate gate, AuditTrail trail) {
    this.workflowId = workflowId;
    this.gate = gate;
    this.trail = trail;
  }

  /** Begins a stage, once nobody wants the pipeline paused. */
  void enter(Stage next, String role) {
    if (paused) {
      show(State.PAUSED, "resume; " + next.word() + " is next");
      Workflow.await(() -> !paused);
    }
    trail.gatherReceipts();
    stage = next;
    StageContext.enter(next);
    Workflow.upsertTypedSearchAttributes(
        HarnessSearchAttributes.STAGE.valueSet(next.word()),
        HarnessSearchAttributes.ROLE.valueSet(role));
    running(next.word());
  }

  /** As whom the tasks ran: {@code role=service principal}, comma-separated. */
  String identities() {
    return trail.receipts().stream()
        .filter(used -> used.role() != null && used.principal() != null)
        .map(used -> used.role() + "=" + used.principal())
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** What its runs use, and may use. */
  Spending spending() {
    return spending;
  }

  void resolved(Manifest pinned) {
    manifest = pinned;
    spending.limit(pinned.recipe().budget());
    Workflow.upsertTypedSearchAttributes(
        HarnessSearchAttributes.MODEL.valueSet(pinned.recipe().model()),
        HarnessSearchAttributes.DIGEST.valueSet(pinned.digest()));
  }

  /** An MLflow run is about to be made; whether it is may never be answered. */
  void tracking(BeginTracking request) {
    trackingAsked = request;
  }

  void tracked(TrackingRun run) {
    tracking = run;
    render();
  }

  void started(Stage of, int attempt, RunHandle run) {
    runs.removeIf(known -> known.runId() == run.runId());
    runs.add(new StageRun(of, attempt, run.runId(), run.url(), null, null));
    running("run %d of %s to end".formatted(run.runId(), of.word()));
  }

  void ended(RunResult ended) {
    spending.ended(ended);
    runs.replaceAll(
        known ->
            known.runId() == ended.run().runId()
                ? new StageRun(
                    known.stage(),
                    known.attempt(),
                    known.runId(),
                    known.url(),
                    ended.outcome().name(),
                    ended.succeeded() ? null : ended.reason())
                : known);
    render();
  }

  void registered(ModelVersion version) {
    candidate = version;
    Workflow.upsertTypedSearchAttributes(
        HarnessSearchAttributes.MODEL_VERSION.valueSet(version.version()));
    render();
  }

  /** What came after is no more. */
  void wentBack(Stage to) {
    if (to.compareTo(Stage.REGISTER) <= 0) {
      candidate = null;
      evidence = null;
    }
    note("went back to %s; what came after was dropped".formatted(to.word()));
  }

  void shown(Evidence facts) {
    evidence = facts;
  }

  /**
   * @param proven whether only signed decisions count
   */
  void gateOpened(boolean proven) {
    signed = proven;
    decided();
  }

  /** Somebody decided, which may or may not be enough. */
  void decided() {
    int missing = gate.missing();
    if (missing == 0 || gate.rejected()) {
      running("the decision to be carried out");
    } else {
      show(
          State.WAITING,
          missing + (missing == 1 ? " more approval" : " more approvals") + gate.by());
    }
  }

  void held(Held now, Duration limit) {
    String reason = now.stage().word() + " failed: " + now.reason();
    String sentence = reason.endsWith(".") ? reason : reason + ".";
    held = now;
    show(
        State.HELD,
        "%s Answer within %s: %s"
            .formatted(sentence, Durations.format(limit), words(now.answers())));
    if (lists()) {
      Workflow.upsertTypedSearchAttributes(HarnessSearchAttributes.OUTCOME.valueSet(HELD));
    }
  }

  /** A person has mended what it was held for. */
  void mended() {
    if (lists()) {
      Workflow.upsertTypedSearchAttributes(HarnessSearchAttributes.OUTCOME.valueUnset());
    }
  }

  private static boolean lists() {
    return Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
  }

  private static String words(List<String> answers) {
    int last = answers.size() - 1;
    return String.join(", ", answers.subList(0, last)) + " or " + answers.get(last);
  }

  void running(String what) {
    show(State.RUNNING, what);
  }

  void note(String note) {
    notes.add(note);
    if (notes.size() > NOTES_KEPT) {
      notes.remove(0);
    }
    render();
  }

  void pause(boolean wanted) {
    paused = wanted;
    render();
  }

  void ended(PipelineResult end) {
    result = end;
    Workflow.upsertTypedSearchAttributes(
        HarnessSearchAttributes.OUTCOME.valueSet(end.outcome().word()));
    show(State.ENDED, "nothing");
  }

  @Nullable Manifest manifest() {
    return manifest;
  }

  @Nullable TrackingRun tracking() {
    return tracking;
  }

  @Nullable BeginTracking trackingAsked() {
    return trackingAsked;
  }

  /** The candidate became champion at this time. */
  void crowned(@Nullable Instant at) {
    championSince = at;
  }

  @Nullable Instant championSince() {
    return championSince;
  }

  @Nullable ModelVersion candidate() {
    return candidate;
  }

  @Nullable Evidence evidence() {
    return evidence;
  }

  List<StageRun> runs() {
    return List.copyOf(runs);
  }

  PipelineStatus status() {
    return new PipelineStatus(
        manifest == null ? null : manifest.recipe().metadata().name(),
        manifest == null ? null : manifest.recipe().model(),
        manifest == null ? null : manifest.digest(),
        stage,
        state,
        waitingFor,
        runs,
        candidate,
        gate.decisions().stream().map(given -> given.decision().withoutProof()).toList(),
        notes,
        gate.deadline(),
        result,
        state == State.HELD ? held : null,
        spending.spent());
  }

  private void show(State now, String next) {
    state = now;
    waitingFor = next;
    render();
  }

  private void render() {
    Workflow.setCurrentDetails(Details.of(workflowId, status(), evidence, tracking, signed));
  }
}
