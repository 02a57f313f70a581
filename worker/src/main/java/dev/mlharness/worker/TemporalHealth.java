package dev.mlharness.worker;

import io.grpc.StatusRuntimeException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready when this worker polls and Temporal answers. */
final class TemporalHealth implements HealthIndicator {
  private final WorkflowServiceStubs service;
  private final WorkerLifecycle lifecycle;

  TemporalHealth(WorkflowServiceStubs service, WorkerLifecycle lifecycle) {
    this.service = service;
    this.lifecycle = lifecycle;
  }

  @Override
  public Health health() {
    Health.Builder health =
        lifecycle.state() == WorkerLifecycle.State.POLLING ? Health.up() : Health.outOfService();
    health.withDetail("worker", lifecycle.state());
    try {
      return health.withDetail("temporal", service.healthCheck().getStatus()).build();
    } catch (StatusRuntimeException e) {
      return Health.down().withDetail("temporal", e.getStatus().getCode()).build();
    }
  }
}
