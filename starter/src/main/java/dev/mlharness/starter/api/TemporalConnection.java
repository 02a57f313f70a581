package dev.mlharness.starter.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The connection to Temporal, found as the command line finds it, opened when it is needed. */
@Component("temporal")
public final class TemporalConnection implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Anybody may ask how this is: however many do, Temporal is asked so often. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final LoadingCache<String, Health> health =
      Caffeine.newBuilder().expireAfterWrite(FRESH).build(name -> look());
  private @Nullable Temporal opened;

  TemporalConnection(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * @throws CommandFailure when no server answers
   */
  public synchronized Temporal temporal() {
    if (opened == null) {
      opened = new Connection().straight(surroundings);
    }
    return opened;
  }

  public WorkflowClient client() {
    return temporal().client();
  }

  /** Whether Temporal answers, now or a moment ago. */
  @Override
  public Health health() {
    return health.get("temporal");
  }

  private Health look() {
    try {
      client()
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return Health.up().build();
    } catch (CommandFailure | StatusRuntimeException e) {
      return Health.down().withDetail("reason", String.valueOf(e.getMessage())).build();
    }
  }

  @PreDestroy
  synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
