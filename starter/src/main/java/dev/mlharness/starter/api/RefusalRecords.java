package dev.mlharness.starter.api;

import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.audit.RecordRefusal;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.console.CommandFailure;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the worker record whom the API turned away. A flood of refusals is counted in the log instead
 * of filling the store, and nobody waits for the record.
 */
@Component
public final class RefusalRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalRecords.class);
  private static final int RECORDED_PER_MINUTE = 300;
  private static final int WAITING = 100;

  private final TemporalConnection temporal;
  private final RateLimiter flood =
      RateLimiter.of(
          "refusals",
          RateLimiterConfig.custom()
              .limitForPeriod(RECORDED_PER_MINUTE)
              .limitRefreshPeriod(Duration.ofMinutes(1))
              .timeoutDuration(Duration.ZERO)
              .build());
  private final ThreadPoolExecutor recorder =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          new ThreadPoolExecutor.AbortPolicy());

  RefusalRecords(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /** Whoever is refused, and why. */
  public void add(String who, HttpServletRequest request, String reason) {
    String subject = request.getMethod() + " " + request.getRequestURI();
    LOG.info("refused: {} for {}: {}", subject, who, reason);
    if (!flood.acquirePermission()) {
      unrecorded();
      return;
    }
    AuditEvent refusal =
        new AuditEvent(
            "api-refused/" + UUID.randomUUID(),
            AuditKind.REFUSAL,
            Actor.of(who),
            new Place(null, null, null),
            subject,
            null,
            "refused",
            Map.of("reason", reason, "address", String.valueOf(request.getRemoteAddr())));
    try {
      recorder.execute(() -> record(refusal));
    } catch (RejectedExecutionException e) {
      // Too many wait already, or the API is closing: the refusal stands all the same.
      unrecorded();
    }
  }

  private static void unrecorded() {
    LOG.warn("more refusals than are recorded; the last is only in this log");
  }

  private void record(AuditEvent refusal) {
    try {
      RecordRefusal workflow =
          temporal
              .client()
              .newWorkflowStub(
                  RecordRefusal.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(refusal.key().replace('/', '-'))
                      .setTaskQueue(TaskQueues.HARNESS)
                      .setWorkflowExecutionTimeout(Duration.ofDays(1))
                      .setStaticSummary("a refusal of the API")
                      .build());
      WorkflowClient.start(workflow::run, refusal);
    } catch (WorkflowServiceException | CommandFailure e) {
      LOG.warn("a refusal could not be recorded, Temporal is away: {}", refusal.subject());
    }
  }

  @PreDestroy
  void close() {
    recorder.shutdown();
  }
}
