package dev.mlharness.activities.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.FreezesWorkflow;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelWorkflow;
import dev.mlharness.promotion.Scope;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.payload.Payloads;
import dev.mlharness.start.UsedStart;
import dev.mlharness.start.UsedStartWorkflow;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromotionsTest {
  private static final TurnRequest REQUEST =
      new TurnRequest(new Access("dev", "trainer"), "main.x.m", "p", "token", "1", null, "ann");

  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.dataConverter())
                      .build())
              .build());
  private final Promotions promotions =
      new Promotions(WORKSPACES, "trainer", temporal.getWorkflowClient());

  @BeforeEach
  void open() {
    temporal
        .newWorker(TaskQueues.HARNESS)
        .registerWorkflowImplementationTypes(
            ModelWorkflow.class, FreezesWorkflow.class, UsedStartWorkflow.class);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void whoAsksIsInTheLineAndWhoLeavesIsNot() {
    assertThat(promotions.ask(REQUEST).granted()).isFalse();
    assertThat(entities().known(REQUEST.key()).status().waiting()).containsExactly(REQUEST);

    promotions.leave(new Departure(REQUEST, "cancelled", "cancelled on request", null));
    promotions.leave(new Departure(REQUEST, "cancelled", "cancelled on request", null));
    assertThat(entities().known(REQUEST.key()).status().waiting()).isEmpty();
  }

  @Test
  void nothingStopsALineUntilSomebodyFreezesIt() {
    ModelKey key = REQUEST.key();
    assertThat(promotions.stopping(key)).isEmpty();
  }

  @Test
  void aPipelineThatHasEndedIsNotOpen() {
    UsedStart ended =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                UsedStart.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId("ended")
                    .setTaskQueue(TaskQueues.HARNESS)
                    .build());
    ended.mark();

    assertThat(promotions.open("ended", "token")).isFalse();
    assertThat(promotions.open("never-there", "token")).isFalse();
    promotions.stopping(REQUEST.key());
    assertThat(promotions.open("freezes", "")).isFalse();
  }

  private Entities entities() {
    return new Entities(temporal.getWorkflowClient(), TaskQueues.HARNESS);
  }
}
