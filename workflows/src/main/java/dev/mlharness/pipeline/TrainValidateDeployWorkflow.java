package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Gate;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Ruling;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.TemporalFailure;
import java.util.List;
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
  private final Hold hold = new Hold(progress);
  private final Abortable abortable = new Abortable();
  private final Ending ending = new Ending(progress, gate, ledger, trail);

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
    Initiator initiator =
        new Admission(progress).admit(recipe, new PrivilegeCheck(progress, hold, trail)::check);
    PipelineContext pipeline =
        new Resolution(id, ledger, progress, hold)
            .resolve(recipe, manifest -> trail.started(initiator, manifest));
    Tasks tasks = new Tasks(pipeline);
    Course course = new Course(ledger, progress, gate);
    while (true) {
      try {
        return stages(pipeline, recipe, initiator, course, tasks);
      } catch (BackTo back) {
        course.backTo(back.stage());
        trail.wentBack();
      }
    }
  }

  /** All stages after {@code resolve}; those that are done already have their results. */
  private Conclusion stages(
      PipelineContext pipeline,
      JsonNode document,
      Initiator initiator,
      Course course,
      Tasks tasks) {
    LoggedModel model = course.once(Stage.TRAIN, tasks::train);
    boolean tested = course.once(Stage.TEST, () -> tasks.test(model));
    Judgement judgement = course.once(Stage.VALIDATE, () -> tasks.validate(model, tested));
    if (judgement.refuses()) {
      return Conclusion.validationFailed(judgement);
    }

    Registration registration = new Registration(pipeline, initiator);
    Evidence evidence =
        course.once(
            Stage.REGISTER, () -> registration.evidence(registration.register(model), judgement));
    Ruling ruling = course.once(Stage.APPROVE, () -> approve(pipeline, initiator, evidence));
    if (!ruling.approved()) {
      return Conclusion.rejected(ruling);
    }

    Optional<String> endpointUrl =
        course.once(
            Stage.DEPLOY,
            () -> Optional.ofNullable(new Promotion(pipeline, evidence).deploy(ruling)));
    new Handover(pipeline, initiator).watch(evidence.candidate(), document);
    return Conclusion.deployed(evidence.candidate(), ruling, endpointUrl.orElse(null));
  }

  private Ruling approve(PipelineContext pipeline, Initiator initiator, Evidence evidence) {
    progress.shown(evidence);
    progress.enter(Stage.APPROVE, pipeline.recipe().role());
    Ruling ruling =
        gate.open(
            pipeline.recipe().approve(),
            evidence.digest(),
            initiator.owners(pipeline.manifest()),
            progress::gateOpened);
    return recorded(pipeline, evidence, ruling);
  }

  private Ruling recorded(PipelineContext pipeline, Evidence evidence, Ruling ruling) {
    progress.running("the decision to be recorded");
    return hold.mend(
        Stage.APPROVE,
        () -> {
          trail.decided(pipeline.recipe(), evidence, ruling);
          return ruling;
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
    Decision decision = (remark == null ? Remark.NONE : remark).as(verdict);
    Optional<String> refusal = gate.refusal(decision);
    if (refusal.isPresent()) {
      ignored.add(decision, refusal.get(), progress.evidence());
      progress.note(
          "%s by %s was ignored: %s".formatted(verdict.word(), decision.person(), refusal.get()));
    } else {
      count(decision);
    }
  }

  @Override
  public PipelineStatus decide(Decision decision) {
    count(decision);
    return progress.status();
  }

  @Override
  public void checkDecide(Decision decision) {
    gate.refusal(decision)
        .ifPresent(
            reason -> {
              throw Failures.of(FailureType.CONFLICT, "the decision does not count: " + reason);
            });
  }

  private void count(Decision decision) {
    gate.count(decision);
    progress.decided();
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
  public List<UsedCredential> receipts() {
    return trail.receipts();
  }

  @Override
  public List<LedgerEntry> ledger() {
    return ledger.entries();
  }
}
