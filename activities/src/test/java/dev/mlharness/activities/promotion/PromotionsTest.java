package dev.mlharness.activities.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.Access;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.Freezes;
import dev.mlharness.promotion.FreezesState;
import dev.mlharness.promotion.FreezesWorkflow;
import dev.mlharness.promotion.ModelWorkflow;
import dev.mlharness.promotion.Scope;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.start.UsedStart;
import dev.mlharness.start.UsedStartWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromotionsTest {
  private static final TurnRequest REQUEST =
      new TurnRequest(new Access("dev", "trainer"), "main.x.m", "p", "token", "1", null, "ann");

  private static final Departure LEAVES =
      new Departure(REQUEST, "cancelled", "cancelled on request", null);
  private static final Freeze FREEZE =
      new Freeze(new Scope(null, null, null), "olga", "stocktaking", Instant.EPOCH);

  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              // Skipped time would end the entities, whose life has a limit on this server.
              .setUseTimeskipping(false)
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.dataConverter())
                      .build())
              .build());
  private final Promotions promotions =
      new Promotions(
          TestWorkspace.at("http://127.0.0.1:1", Path.of("none"), Duration.ofSeconds(1)),
          "trainer",
          temporal.getWorkflowClient());

  @BeforeEach
  void open() {
    Worker worker = temporal.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(
        ModelWorkflow.class, FreezesWorkflow.class, UsedStartWorkflow.class);
    worker.registerActivitiesImplementations(promotions);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void whoAsksIsInTheLineAndWhoLeavesIsNot() {
    freezeEverything();
    assertThat(promotions.ask(REQUEST).granted()).isFalse();
    assertThat(promotions.ask(REQUEST).granted()).isFalse();
    assertThat(entities().known(REQUEST.key()).status().waiting()).containsExactly(REQUEST);

    promotions.leave(LEAVES);
    promotions.leave(LEAVES);
    assertThat(entities().known(REQUEST.key()).status().waiting()).isEmpty();
  }

  @Test
  void nothingStopsALineUntilSomebodyFreezesIt() {
    assertThat(promotions.stopping(REQUEST.key())).isEmpty();
  }

  @Test
  void aFreezeOfEverythingStopsEveryLine() {
    freezeEverything();
    assertThat(promotions.stopping(REQUEST.key())).containsExactly(FREEZE);
  }

  @Test
  void onlyWhatRunsIsOpen() {
    String run = freezeEverything();
    UsedStart ended =
        temporal.getWorkflowClient().newWorkflowStub(UsedStart.class, options("ended"));
    ended.mark();

    assertThat(promotions.open(Freezes.ID, run)).isTrue();
    assertThat(promotions.open("ended", "token")).isFalse();
    assertThat(promotions.open("never-there", "token")).isFalse();
  }

  @Test
  void namesThatAreLeftOutAreTheConfiguredOnes() {
    assertThat(promotions.named(null, null)).isEqualTo(TestWorkspace.ACCESS);
    assertThatThrownBy(() -> promotions.named("nowhere", null)).hasMessageContaining("nowhere");
  }

  private String freezeEverything() {
    Freezes freezes =
        temporal.getWorkflowClient().newWorkflowStub(Freezes.class, options(Freezes.ID));
    return WorkflowClient.start(freezes::run, new FreezesState(List.of(FREEZE), List.of(), null))
        .getRunId();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.HARNESS).build();
  }

  private Entities entities() {
    return new Entities(temporal.getWorkflowClient(), TaskQueues.HARNESS);
  }
}
