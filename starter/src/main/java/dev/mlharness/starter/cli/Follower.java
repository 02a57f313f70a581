package dev.mlharness.starter.cli;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.report.StatusReport;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Shows a pipeline live: a screen that is rewritten on a terminal, else a line for each change. */
public final class Follower {
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** How long a server or worker may be away, for example while it restarts. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Console console;
  private final Temporal temporal;
  private final String pipeline;
  private final WorkflowStub stub;
  private final TrainValidateDeploy workflow;
  private Instant heard = Instant.now();
  private String shown = "";
  private int lines;

  public Follower(Console console, Temporal temporal, String pipeline) {
    this.console = console;
    this.temporal = temporal;
    this.pipeline = pipeline;
    this.stub = temporal.client().newUntypedWorkflowStub(pipeline);
    this.workflow = temporal.client().newWorkflowStub(TrainValidateDeploy.class, pipeline);
  }

  /**
   * Follows until the condition holds or the pipeline has ended.
   *
   * @throws CommandFailure when the pipeline was ended from outside, or nobody answers for long
   */
  public PipelineStatus until(Predicate<PipelineStatus> enough) {
    while (true) {
      try {
        PipelineStatus status = look();
        if (status.state() == State.ENDED || enough.test(status)) {
          settle();
          return status;
        }
      } catch (WorkflowException e) {
        bear(e);
      }
      pause();
    }
  }

  private PipelineStatus look() {
    boolean open =
        stub.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    PipelineStatus status = workflow.status();
    heard = Instant.now();
    if (!open && status.state() != State.ENDED) {
      stub.getResult(Object.class); // Throws: it was terminated, or timed out.
    }
    show(status);
    return status;
  }

  private void bear(WorkflowException e) {
    CommandFailure failure = TemporalFailures.explain(e).orElseThrow(() -> e);
    boolean passing = TemporalFailures.passing(e);
    if (!passing || heard.plus(PATIENCE).isBefore(Instant.now())) {
      throw failure;
    }
  }

  private void show(PipelineStatus status) {
    if (console.terminal()) {
      rewrite(status);
      return;
    }
    String line =
        "%-9s %-8s %s"
            .formatted(
                status.stage().word(),
                status.state().name().toLowerCase(Locale.ROOT),
                status.waitingFor());
    if (!line.equals(shown)) {
      console.tell(Moments.at(Instant.now()) + "  " + line);
      shown = line;
    }
  }

  private void rewrite(PipelineStatus status) {
    List<String> screen =
        new StatusReport(console, pipeline, status, temporal.page(pipeline).orElse(null)).lines();
    String text = String.join(System.lineSeparator(), screen) + System.lineSeparator();
    if (!text.equals(shown)) {
      console.rewrite(lines, text);
      shown = text;
      lines = (int) text.lines().count();
    }
  }

  private void settle() {
    if (console.terminal()) {
      console.settle(lines, shown);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BEAT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted; the pipeline goes on", null);
    }
  }
}
