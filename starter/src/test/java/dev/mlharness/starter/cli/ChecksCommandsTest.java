package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.cli.Harness.Ran;
import dev.mlharness.watch.Watch;
import dev.mlharness.watch.WatchState;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecksCommandsTest extends CommandsOnTemporal {
  private static final String MODEL = SmallWatch.KEY.model();

  @BeforeEach
  void watch() {
    Watch watch =
        server()
            .client()
            .newWorkflowStub(
                Watch.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(SmallWatch.KEY.workflowId())
                    .setWorkflowIdConflictPolicy(
                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    WorkflowClient.start(watch::run, WatchState.NEW);
  }

  @Test
  void aWatchSaysWhereItsChecksStandAndWhatItDid() {
    Ran ran = harness.run("checks", "show", MODEL, "--workspace", "local");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("main.demo.wine version 7", "rules were broken 3 times", "retrain; not before")
        .contains("drift", "yes", "1, counts at 1 of 2", "at most 0.2 is allowed")
        .contains("retrain wine-2: drift is 0.9");
  }

  @Test
  void aProgramGetsTheWholeStatus() {
    JsonNode status =
        harness.run("checks", "show", MODEL, "--workspace", "local", "--output", "json").json();

    assertThat(status.path("version").asText()).isEqualTo("7");
    assertThat(status.path("checks").get(0).path("limit").asText()).isEqualTo("1 of 2");
  }

  @Test
  void aWatchIsPausedResumedAndStopped() {
    assertThat(harness.run("checks", "pause", MODEL, "--workspace", "local").out())
        .contains("paused the watch of main.demo.wine");
    assertThat(state()).isEqualTo("paused");
    harness.run("checks", "resume", MODEL, "--workspace", "local");
    assertThat(state()).isEqualTo("watching");
    assertThat(harness.run("checks", "stop", MODEL, "--workspace", "local").code()).isZero();
  }

  @Test
  void aModelThatNobodyWatchesIsNotFound() {
    Ran ran = harness.run("checks", "show", "main.demo.nobody", "--workspace", "local");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("main.demo.nobody is not watched", "checks list");
  }

  private String state() {
    return harness
        .run("checks", "show", MODEL, "--workspace", "local", "--output", "json")
        .json()
        .path("state")
        .asText();
  }
}
