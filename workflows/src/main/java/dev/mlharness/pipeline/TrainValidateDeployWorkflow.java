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
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.TemporalFailure;
import java.util.List;
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
  private final GateKeeper keeper = new GateKeeper(id, gate, progress, trail, ignored);
  private final Ending ending = new Ending(progress, gate, ledger, trail);

  @Override
  public PipelineResult run(JsonNode recipe) {
    return ending.end(conclusion(recipe));
  }

  private Conclusion conclusion(JsonNode recipe) {
    try {
      return stages(recipe);
    } catch (GivenUp | TemporalFailure end) {
      return Conclusion.of(end);
    }
  }

  private Conclusion stages(JsonNode recipe) {
    Initiator initiator = new Admission(progress).admit(recipe, this::checked);
    PipelineContext pipeline =
        new Resolution(id, ledger, progress, hold)
            .resolve(recipe, manifest -> trail.started(initiator, manifest));

    Tasks tasks = new Tasks(pipeline);
    LoggedModel model = tasks.train();
    tasks.test(model);
    Judgement judgement = tasks.validate(model);
    if (judgement.refuses()) {
      return Conclusion.validationFailed(judgement);
    }

    Registration registration = new Registration(pipeline, initiator);
    ModelVersion candidate = registration.register(model);
    while (true) {
      Evidence evidence = registration.evidence(candidate, judgement);
      try {
        return decided(pipeline, initiator, evidence, recipe);
      } catch (Reopened reopened) {
        recorded(pipeline, evidence, reopened);
        judgement = tasks.judgeAgain();
        if (judgement.refuses()) {
          return Conclusion.validationFailed(judgement);
        }
      }
    }
  }

  private Conclusion decided(
      PipelineContext pipeline, Initiator initiator, Evidence evidence, JsonNode document) {
    Ruling ruling = keeper.open(pipeline, evidence, initiator.owners(pipeline.manifest()));
    recorded(pipeline, evidence, ruling);
    if (!ruling.approved()) {
      return Conclusion.rejected(ruling);
    }
    String endpointUrl =
        new Promotion(pipeline, evidence, keeper.standing(pipeline.recipe())).deploy(ruling);
    new Handover(pipeline, initiator).watch(evidence.candidate(), document);
    return Conclusion.deployed(evidence.candidate(), ruling, endpointUrl);
  }

  /** Before anything is begun: may it be, and could anybody approve what comes of it. */
  private void checked(Recipe recipe, List<String> owners) {
    new PrivilegeCheck(progress, hold, trail).check(recipe);
    new ApproverCheck(progress, hold).check(recipe, owners);
  }

  private void recorded(PipelineContext pipeline, Evidence evidence, Ruling ruling) {
    progress.running("the decision to be recorded");
    hold.mend(
        Stage.APPROVE,
        () -> {
          trail.decided(pipeline.recipe(), evidence, ruling, keeper.gateId());
          return ruling;
        });
  }

  private void recorded(PipelineContext pipeline, Evidence evidence, Reopened reopened) {
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
  public PipelineStatus retry() {
    return answered(Hold.Answer.RETRY, null);
  }

  @Override
  public void checkRetry() {
    hold.check(Hold.Answer.RETRY);
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
    return answered(Hold.Answer.ABORT, reason);
  }

  @Override
  public void checkAbort(@Nullable String reason) {
    hold.check(Hold.Answer.ABORT);
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
