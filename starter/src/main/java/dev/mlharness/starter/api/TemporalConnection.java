package dev.mlharness.starter.api;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import io.temporal.client.WorkflowClient;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The connection to Temporal, found as the command line finds it, opened when it is needed. */
@Component("temporal")
public final class TemporalConnection implements HealthIndicator {
  private final Surroundings surroundings;
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

  @Override
  public Health health() {
    try {
      temporal();
      return Health.up().build();
    } catch (CommandFailure e) {
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
