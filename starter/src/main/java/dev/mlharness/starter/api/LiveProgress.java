package dev.mlharness.starter.api;

import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Sends the status of a pipeline at each change, until it has ended or nobody listens. */
@Component
final class LiveProgress {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(12);

  /** A quiet stream is cut by proxies. */
  private static final int SILENT_BEATS = 15;

  /** As often it is asked whether somebody has ended a pipeline from outside. */
  private static final int LOOK_BEATS = 5;

  private final TemporalConnection temporal;
  private final Streams streams;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  LiveProgress(TemporalConnection temporal, ApiProperties properties) {
    this.temporal = temporal;
    this.streams = new Streams(properties.api().streams(), properties.api().streamsPerPerson());
  }

  /**
   * @param subject who listens
   * @throws Refused when too many listen already, or the same person too often
   */
  SseEmitter of(String pipeline, String subject) {
    TrainValidateDeploy workflow =
        temporal.client().newWorkflowStub(TrainValidateDeploy.class, pipeline);
    workflow.status(); // Fails here, while an answer can still say that there is none.
    streams.open(subject);
    SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    Listener listener =
        new Listener(workflow, temporal.client().newUntypedWorkflowStub(pipeline), emitter);
    ScheduledFuture<?> beats =
        clock.scheduleWithFixedDelay(listener, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    emitter.onCompletion(
        () -> {
          beats.cancel(false);
          streams.close(subject);
        });
    emitter.onTimeout(emitter::complete);
    return emitter;
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
  }

  private static final class Listener implements Runnable {
    private final TrainValidateDeploy workflow;
    private final WorkflowStub execution;
    private final SseEmitter emitter;
    private String sent = "";
    private int silent;

    Listener(TrainValidateDeploy workflow, WorkflowStub execution, SseEmitter emitter) {
      this.workflow = workflow;
      this.execution = execution;
      this.emitter = emitter;
    }

    @Override
    public void run() {
      try {
        PipelineStatus status = workflow.status();
        send(Payloads.mapper().writeValueAsString(status));
        if (status.state() == State.ENDED) {
          emitter.complete();
        } else if (silent % LOOK_BEATS == LOOK_BEATS - 1) {
          mustBeOpen();
        }
      } catch (IOException | IllegalStateException e) {
        // Nobody listens any more: the connection is gone, or the stream was ended already.
        emitter.completeWithError(e);
      } catch (WorkflowException e) {
        if (!TemporalFailures.passing(e)) {
          emitter.completeWithError(e);
        }
      }
    }

    /** Of one that was terminated or has timed out, the status says nothing. */
    private void mustBeOpen() throws IOException {
      if (execution.describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
        return;
      }
      try {
        execution.getResult(Object.class);
      } catch (WorkflowFailedException e) {
        String said =
            TemporalFailures.explain(e).map(CommandFailure::getMessage).orElse("it has failed");
        emitter.send(SseEmitter.event().name("closed").data(said, MediaType.TEXT_PLAIN));
      }
      emitter.complete();
    }

    private void send(String status) throws IOException {
      if (!status.equals(sent)) {
        emitter.send(SseEmitter.event().name("status").data(status, MediaType.TEXT_PLAIN));
        sent = status;
        silent = 0;
      } else if (++silent % SILENT_BEATS == 0) {
        emitter.send(SseEmitter.event().comment("still so"));
      }
    }
  }
}
