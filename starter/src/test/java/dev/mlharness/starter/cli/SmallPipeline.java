package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Check;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Remark;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.Held;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.pipeline.Spent;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.promotion.Withdrawal;
import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.registry.ModelVersion;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of a pipeline to type commands at. The model's name says how far it goes: {@code
 * held} holds at training, {@code untested} at a test that may be skipped and with its budget
 * spent, {@code reproduced} has compared its metrics; every other one waits at the gate.
 */
public final class SmallPipeline implements TrainValidateDeploy {
  static final String OWNER = "owner@example.com";
  static final String EVIDENCE = "e".repeat(64);

  private static final Duration BUDGET = Duration.ofHours(4);
  private static final PipelineResult REPRODUCED =
      new PipelineResult(
          Outcome.REPRODUCED,
          "it was reproduced",
          null,
          null,
          null,
          Reproduced.of(
              "main.fraud.detector/4",
              0.01,
              Map.of("f1_score", 0.95, "seconds", 12.0),
              Map.of("f1_score", 0.955, "seconds", 30.0),
              Set.of("f1_score")));

  private final List<String> notes = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private String model = "";
  private Stage stage = Stage.RESOLVE;
  private State state = State.RUNNING;
  private boolean paused;
  private @Nullable PipelineResult result;

  @Override
  public PipelineResult run(JsonNode recipe) {
    model = recipe.path("model").asText();
    stage = model.equals("untested") ? Stage.TEST : Stage.TRAIN;
    if (model.equals("held") || model.equals("untested")) {
      state = State.HELD;
      Workflow.await(() -> state != State.HELD);
    }
    if (model.equals("reproduced")) {
      stage = Stage.VALIDATE;
      state = State.ENDED;
      result = REPRODUCED;
    }
    if (result == null) {
      stage = Stage.APPROVE;
      state = State.WAITING;
      Workflow.await(() -> !decisions.isEmpty());
      boolean approved = decisions.get(0).verdict() == Verdict.APPROVE;
      end(approved ? Outcome.DEPLOYED : Outcome.REJECTED, "as they said");
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    return Objects.requireNonNull(result);
  }

  private void end(Outcome outcome, String reason) {
    state = State.ENDED;
    result = new PipelineResult(outcome, reason, null, null, null);
  }

  @Override
  public void approve(@Nullable Remark remark) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void reject(@Nullable Remark remark) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void turn() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void withdraw(@Nullable Withdrawal withdrawal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public PipelineStatus decide(Decision decision) {
    decisions.add(decision);
    return status();
  }

  @Override
  public void checkDecide(Decision decision) {
    if (OWNER.equals(decision.by())) {
      throw refusal("the decision does not count: " + OWNER + " started the pipeline");
    }
    if (!EVIDENCE.equals(decision.evidence())) {
      throw refusal("the decision does not count: it is for other evidence");
    }
  }

  @Override
  public PipelineStatus retry(@Nullable RetryRequest request) {
    state = State.RUNNING;
    notes.add("retry: " + request);
    return status();
  }

  @Override
  public void checkRetry(@Nullable RetryRequest request) {
    if (state != State.HELD) {
      throw refusal("nothing is held");
    }
    if (request != null && request.from() == Stage.DEPLOY) {
      throw refusal("deploy comes after train");
    }
  }

  @Override
  public PipelineStatus skip() {
    state = State.RUNNING;
    notes.add("skipped");
    return status();
  }

  @Override
  public void checkSkip() {
    if (stage != Stage.TEST) {
      throw refusal("train cannot be skipped");
    }
  }

  @Override
  public PipelineStatus abort(@Nullable String reason) {
    end(Outcome.ABORTED, String.valueOf(reason));
    return status();
  }

  @Override
  public void checkAbort(@Nullable String reason) {
    checkRetry(null);
  }

  private static ApplicationFailure refusal(String message) {
    return ApplicationFailure.newNonRetryableFailure(message, "CONFLICT");
  }

  @Override
  public PipelineStatus status() {
    return new PipelineStatus(
        "fraud",
        model,
        "d".repeat(64),
        stage,
        paused ? State.PAUSED : state,
        waitingFor(),
        List.of(new StageRun(Stage.TRAIN, 1, 7, "https://w.example.com/runs/7", "SUCCESS", null)),
        null,
        decisions,
        notes,
        null,
        result,
        held(),
        stage == Stage.TEST ? new Spent(BUDGET, null, BUDGET, null) : null);
  }

  private String waitingFor() {
    return switch (state) {
      case WAITING -> "a decision at the gate";
      case HELD -> stage.word() + " failed: run 7 failed.";
      case RUNNING, PAUSED, ENDED -> "";
    };
  }

  private @Nullable Held held() {
    return state != State.HELD
        ? null
        : new Held(
            stage,
            "run 7 failed",
            stage == Stage.TEST ? List.of("retry", "skip", "abort") : List.of("retry", "abort"));
  }

  @Override
  public @Nullable Manifest manifest() {
    return null;
  }

  @Override
  public @Nullable Evidence evidence() {
    return stage != Stage.APPROVE
        ? null
        : new Evidence(
            EVIDENCE,
            "d".repeat(64),
            new ModelVersion(model, "4", "r1", Map.of()),
            new ModelVersion(model, "3", "r0", Map.of()),
            Map.of("f1_score", 0.95, "loss", 0.1),
            Map.of("f1_score", 0.94),
            List.of(new Check("f1_score", "at least 0.9", 0.95, 0.94, true, "fine")),
            List.of("train.parameters.max_depth: 5 → 6"),
            "https://mlflow.example.com/runs/r1");
  }

  @Override
  public @Nullable OpenGate gate() {
    return state != State.WAITING
        ? null
        : new OpenGate(
            "gate-1",
            "prod",
            EVIDENCE,
            new Approve(1, true, Duration.ofDays(3), Approve.OnTimeout.REJECT),
            List.of(OWNER),
            false,
            Instant.ofEpochMilli(Workflow.currentTimeMillis()).plus(Duration.ofDays(3)));
  }

  @Override
  public List<UsedCredential> receipts() {
    return List.of();
  }

  @Override
  public List<LedgerEntry> ledger() {
    return List.of();
  }
}
