package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Gate;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Ruling;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.promotion.Withdrawal;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.TemporalFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pipeline. Reads as the story; the work is done by the collaborators. */
public final class TrainValidateDeployWorkflow implements TrainValidateDeploy {
  private final PipelineId id = PipelineId.current();
  private final Gate gate = new Gate();
  private final Ledger ledger = new Ledger();
  private final IgnoredDecisions ignored = new IgnoredDecisions(id);
  private final AuditTrail trail = new AuditTrail(id, ignored);
  private final Progress progress = new Progress(id.workflowId(), gate, trail);
  private final Messages messages = new Messages(id);
  private final Hold hold = new Hold(progress, messages);
  private final GateKeeper keeper = new GateKeeper(id, gate, progress, trail, ignored, messages);
  private final Turn turn = new Turn(progress, hold);
  private final Abortable abortable = new Abortable();
  private final Ending ending = new Ending(progress, gate, ledger, trail, turn, messages);

  /** The version that is trained again; null while it is not known, and when a recipe is run. */
  private @Nullable Recorded reproduced;

  @Override
  public PipelineResult run(JsonNode recipe) {
    return ending.end(conclusion(recipe));
  }

  private Conclusion conclusion(JsonNode recipe) {
    try {
      return abortable.run(() -> stages(recipe));
    } catch (GivenUp | TemporalFailure end) {
      return Conclusion.of(end, abortable.reason());
    }
  }

  private Conclusion stages(JsonNode recipe) {
    boolean reproduces = recipe != null && Reproduction.isOne(recipe);
    Initiator initiator =
        new Admission(progress, messages)
            .admit(recipe, reproduces ? this::checkedRoles : this::checked);
    PipelineContext pipeline =
        new Resolution(id, ledger, progress, hold, messages)
            .resolve(recipe, manifest -> pinned(recipe, initiator, manifest));
    Recorded original = reproduced;
    Tasks tasks = new Tasks(pipeline);
    Course course = new Course(ledger, progress, gate);
    Reopened reopened = null;
    while (true) {
      try {
        if (reopened != null) {
          recorded(pipeline, reopened);
          course.judgedAgain(tasks::judgeAgain);
          reopened = null;
        }
        Conclusion conclusion =
            original != null
                ? original.compare(judged(tasks, course).metrics())
                : stages(pipeline, initiator, tasks, course);
        if (conclusion.outcome() == Outcome.DEPLOYED) {
          new Handover(pipeline, initiator).watch(progress.candidate(), recipe);
        }
        return conclusion;
      } catch (BackTo back) {
        reopened = null;
        course.backTo(back.stage());
        turn.wentBack(back);
      } catch (Reopened again) {
        reopened = again;
      }
    }
  }

  /** Before anything outside is changed. */
  private void pinned(JsonNode recipe, Initiator initiator, Manifest manifest) {
    if (Reproduction.isOne(recipe)) {
      Recorded version = Recorded.of(recipe);
      trail.reproduces(version.asked().of());
      reproduced = version;
    }
    trail.started(initiator, manifest);
  }

  /** All stages after {@code resolve}; those that are done already have their results. */
  private Conclusion stages(
      PipelineContext pipeline, Initiator initiator, Tasks tasks, Course course) {
    LoggedModel model = course.once(Stage.TRAIN, tasks::train);
    Judgement judgement = judged(tasks, course);
    if (judgement.refuses()) {
      return Conclusion.validationFailed(judgement);
    }

    Registration registration = new Registration(pipeline, initiator);
    ModelVersion candidate = course.once(Stage.REGISTER, () -> registration.register(model));
    Ruled ruled =
        course.once(
            Stage.APPROVE,
            () -> approve(pipeline, initiator, registration.evidence(candidate, judgement)));
    if (!ruled.ruling().approved()) {
      return Conclusion.rejected(ruled.ruling());
    }

    Evidence evidence = ruled.evidence();
    Promotion promotion = new Promotion(pipeline, evidence, keeper.standing(pipeline.recipe()));
    Optional<String> endpointUrl =
        course.once(
            Stage.DEPLOY,
            () ->
                Optional.ofNullable(
                    turn.promote(
                        pipeline, evidence, initiator, () -> promotion.deploy(ruled.ruling()))));
    return Conclusion.deployed(candidate, ruled.ruling(), endpointUrl.orElse(null));
  }

  private static Judgement judged(Tasks tasks, Course course) {
    LoggedModel model = course.once(Stage.TRAIN, tasks::train);
    boolean tested = course.once(Stage.TEST, () -> tasks.test(model));
    return course.once(Stage.VALIDATE, () -> tasks.validate(model, tested));
  }

  private Ruled approve(PipelineContext pipeline, Initiator initiator, Evidence evidence) {
    Ruling ruling = keeper.open(pipeline, evidence, initiator.owners(pipeline.manifest()));
    return new Ruled(evidence, recorded(pipeline, evidence, ruling));
  }

  /** What people decided, and on what. */
  private record Ruled(Evidence evidence, Ruling ruling) {}

  /** Before anything is begun: may it be, and could anybody approve what comes of it. */
  private void checked(Recipe recipe, List<String> owners) {
    checkedRoles(recipe, owners);
    new ApproverCheck(progress, hold).check(recipe, owners);
  }

  /** Nobody is asked to approve a reproduction. */
  private void checkedRoles(Recipe recipe, List<String> owners) {
    new PrivilegeCheck(progress, hold, trail).check(recipe);
  }

  private Ruling recorded(PipelineContext pipeline, Evidence evidence, Ruling ruling) {
    progress.running("the decision to be recorded");
    hold.mend(
        Stage.APPROVE,
        () -> {
          trail.decided(pipeline.recipe(), evidence, ruling, keeper.gateId());
          return ruling;
        });
    messages.decided(evidence, ruling);
    return ruling;
  }

  private void recorded(PipelineContext pipeline, Reopened reopened) {
    Evidence evidence = Objects.requireNonNull(progress.evidence(), "a gate has opened");
    progress.note("the gate opens again: " + reopened.reason());
    progress.running("the second look at the decision to be recorded");
    hold.mend(
        Stage.DEPLOY,
        () -> {
          trail.reopened(pipeline.recipe(), evidence, keeper.gateId(), reopened.reason());
          return evidence;
        });
  }

  @Override
  public void approve(@Nullable Remark remark) {
    signalled(remark, Verdict.APPROVE);
  }

  @Override
  public void reject(@Nullable Remark remark) {
    signalled(remark, Verdict.REJECT);
  }

  /** A signal cannot be refused, so what does not count is noted and recorded. */
  private void signalled(@Nullable Remark remark, Verdict verdict) {
    keeper.take((remark == null ? Remark.NONE : remark).as(verdict));
  }

  @Override
  public PipelineStatus decide(Decision decision) {
    GateKeeper.refuse(keeper.take(decision));
    return progress.status();
  }

  @Override
  public void checkDecide(Decision decision) {
    keeper.validate(decision);
  }

  @Override
  public PipelineStatus retry(@Nullable RetryRequest request) {
    hold.retry(request == null ? RetryRequest.PLAIN : request);
    return progress.status();
  }

  @Override
  public void checkRetry(@Nullable RetryRequest request) {
    hold.checkRetry(request == null ? RetryRequest.PLAIN : request);
  }

  @Override
  public PipelineStatus skip() {
    return answered(Hold.Answer.SKIP, null);
  }

  @Override
  public void checkSkip() {
    hold.check(Hold.Answer.SKIP);
  }

  @Override
  public PipelineStatus abort(@Nullable String reason) {
    if (hold.holds()) {
      return answered(Hold.Answer.ABORT, reason);
    }
    abortable.abort(reason);
    progress.running("the stages to be left: " + abortable.reason());
    return progress.status();
  }

  @Override
  public void checkAbort(@Nullable String reason) {
    if (!hold.holds()) {
      abortable.check();
    }
  }

  private PipelineStatus answered(Hold.Answer answer, @Nullable String reason) {
    hold.answer(answer, reason);
    return progress.status();
  }

  @Override
  public void pause() {
    progress.pause(true);
  }

  @Override
  public void resume() {
    progress.pause(false);
  }

  @Override
  public void turn() {
    turn.called();
  }

  @Override
  public void withdraw(@Nullable Withdrawal withdrawal) {
    turn.withdraw(withdrawal == null ? Withdrawal.UNSIGNED : withdrawal);
  }

  @Override
  public PipelineStatus status() {
    return progress.status();
  }

  @Override
  public @Nullable Manifest manifest() {
    return progress.manifest();
  }

  @Override
  public @Nullable Evidence evidence() {
    return progress.evidence();
  }

  @Override
  public @Nullable OpenGate gate() {
    return keeper.current();
  }

  @Override
  public List<UsedCredential> receipts() {
    return trail.receipts();
  }

  @Override
  public List<LedgerEntry> ledger() {
    return ledger.entries();
  }
}
