package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.cli.Harness.Ran;
import io.temporal.client.WorkflowOptions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolloutCommandTest extends CommandsOnTemporal {
  private final String id = "p-" + UUID.randomUUID();

  @BeforeEach
  void startRollout() {
    server()
        .client()
        .newUntypedWorkflowStub(
            "Rollout",
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.HARNESS)
                .setWorkflowId(Rollout.idOf(id))
                .build())
        .start();
  }

  @Test
  void itShowsHowFarTheCandidateHasCome() {
    Ran text = harness.run("rollout", id);
    Ran json = harness.run("rollout", id, "--output", "json");

    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("rollout of " + id + "  running")
        .contains("██░░░░░░░░░░░░░░░░░░ 10 %")
        .contains("candidate        main.fraud.detector version 4")
        .contains("✓  weight 10 %")
        .contains("▸  pause 14d")
        .contains("waits for pause 14d, until");
    assertThat(json.json().path("pipeline").asText()).isEqualTo(id);
    assertThat(json.json().path("weight").asInt()).isEqualTo(10);
    assertThat(json.json().at("/steps/1/mark").asText()).isEqualTo("current");
    assertThat(json.json().path("ledger").isArray()).isTrue();
  }

  @Test
  void itIsSteeredByAPersonWhoSaysWhy() {
    Ran abort = harness.run("rollout", id, "abort", "--by", "ann", "--comment", "wrong data");

    assertThat(abort.code()).isZero();
    assertThat(abort.out()).contains("aborted at 10 %: abort by ann (wrong data)");
    assertThat(abort.out()).contains("rollout of " + id + "  aborted");
  }

  @Test
  void whatMeansNothingIsRefusedWithTheReason() {
    Ran ran = harness.run("rollout", id, "resume");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("error: resume means nothing now");
    assertThat(harness.run("rollout", id, "undo").code()).isEqualTo(2);
    assertThat(harness.run("rollout", "nobody").err()).contains("error: there is no pipeline");
  }
}
