package dev.mlharness.activities.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.start.UsedStartWorkflow;
import io.temporal.testing.TestWorkflowEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkedStartsTest {
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final UsedStarts used = new MarkedStarts(temporal.getWorkflowClient());

  @BeforeEach
  void open() {
    temporal
        .newWorker(TaskQueues.HARNESS)
        .registerWorkflowImplementationTypes(UsedStartWorkflow.class);
    temporal.start();
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void aStartIsUsedByTheExecutionThatComesFirst() {
    assertThat(used.use("a", "execution-1")).isTrue();
    assertThat(used.use("a", "execution-1")).isTrue();
    assertThat(used.use("a", "execution-2")).isFalse();
    assertThat(used.use("b", "execution-2")).isTrue();
  }
}
