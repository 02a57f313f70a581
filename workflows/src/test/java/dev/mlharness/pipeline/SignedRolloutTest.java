package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.rollout.Instruction.Action;
import dev.mlharness.rollout.RolloutOutcome;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Decisions are looked at again before the aliases move, which may be weeks after the first step.
 */
class SignedRolloutTest extends RolloutStories {
  private static final String DEPLOY =
      Recipes.with(Recipes.SERVED, "deploy: {serving: {endpoint: fraud}, " + STEPS + "}");

  @BeforeEach
  void decisionsAreSigned() {
    world.approval().wantProofs();
  }

  @Test
  void whoLeavesTheGroupDuringARolloutHasNotApprovedTheAliases() {
    StartedPipeline pipeline = pausing();
    world.approval().leaves("bob");
    pipelines.rollout(pipeline).until(status -> status.result() != null);

    PipelineStatus again =
        pipeline.until(
            status ->
                status.state() == State.WAITING
                    && status.notes().stream().anyMatch(note -> note.contains("opens again")));

    assertUntouchedButForTheChallenger();
    assertThat(again.decisions()).isEmpty();
    assertThat(again.notes())
        .containsOnlyOnce(
            "the gate opens again: withdrawn at 100 %: the decision of bob: bob has left the group. Traffic, served models and aliases are as before. Each step: ./harness rollout pipeline-1");
    assertThat(Objects.requireNonNull(pipeline.stub().gate()).id()).endsWith("/approve/2");
    assertThat(pipelines.rollout(pipeline).outcome()).isEqualTo(RolloutOutcome.WITHDRAWN);
    assertThat(world.audit().events())
        .filteredOn(event -> event.outcome().equals("withdrawn"))
        .extracting(event -> event.actor().who())
        .containsExactlyInAnyOrder("bob", "the rollout");
    assertThat(world.audit().events()).extracting(AuditEvent::outcome).contains("opens again");

    decide(pipeline, "eve");
    assertThat(pipeline.result().reason()).contains("approved by eve").doesNotContain("bob");
    assertAliases("3", champion);
  }

  @Test
  void whoPromotesDoesNotLeaveOutTheSecondLook() {
    StartedPipeline pipeline = pausing();
    world.approval().leaves("bob");
    pipelines.rollout(pipeline).stub().steer(instruction(Action.PROMOTE));

    pipeline.until(
        status -> status.notes().stream().anyMatch(note -> note.contains("bob has left")));

    assertUntouchedButForTheChallenger();
  }

  @Test
  void decisionsThatStandLetTheAliasesMove() {
    StartedPipeline pipeline = pausing();

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertAliases("3", champion);
  }

  private StartedPipeline pausing() {
    StartedPipeline pipeline = pipelines.start(DEPLOY);
    pipeline.atTheGate();
    decide(pipeline, "bob");
    pipelines.rollout(pipeline).waitingFor("pause 14d");
    return pipeline;
  }

  private void assertUntouchedButForTheChallenger() {
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(champion, previous);
  }

  private void decide(StartedPipeline pipeline, String person) {
    String proof =
        world
            .approval()
            .sign(person, Objects.requireNonNull(pipeline.stub().gate()), Verdict.APPROVE);
    pipeline.stub().decide(new Decision(Verdict.APPROVE, null, null, null, proof));
  }
}
