package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every pipeline that a released version ran must replay on the code of today: pipelines wait at
 * gates for days, and workers are replaced meanwhile.
 */
class ReplayTest {
  @Test
  void everyRecordedHistoryReplays() throws IOException {
    List<Path> histories = Histories.all();
    assertThat(histories).isNotEmpty();
    try (TestWorkflowEnvironment environment = PipelineExtension.newEnvironment()) {
      Worker worker = PipelineExtension.newWorker(environment);
      for (Path history : histories) {
        String json = Files.readString(history);
        assertThatCode(
                () ->
                    worker.replayWorkflowExecution(
                        WorkflowExecutionHistory.fromJson(json, Histories.workflowId(history))))
            .as("replay of %s", history)
            .doesNotThrowAnyException();
      }
    }
  }
}
