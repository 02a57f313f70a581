package dev.mlharness.activities.serving;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serving endpoints of a Databricks workspace. */
public final class DatabricksServing implements ServingActivities {
  private final Endpoints endpoints;
  private final Duration pollInterval;

  /**
   * @param pollInterval between two looks at an endpoint that is changing; well below the
   *     activity's heartbeat time-out
   */
  public DatabricksServing(Endpoints endpoints, Duration pollInterval) {
    this.endpoints = endpoints;
    this.pollInterval = pollInterval;
  }

  @Override
  public Endpoint read(Access access, String endpoint) {
    return endpoint(access, endpoint, endpoints.find(access, endpoint));
  }

  @Override
  public Endpoint change(EndpointChange change) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    boolean asked = false;
    while (true) {
      EndpointView now = endpoints.find(change.access(), change.endpoint());
      Step step = new NextStep(change, asked).of(now);
      if (step instanceof Step.Done) {
        return endpoint(change.access(), change.endpoint(), now);
      }
      asked |= take(step, change, now);
      // Throws when the activity was cancelled: whoever cancelled undoes the change, if need be.
      context.heartbeat(step instanceof Step.Wait wait ? "until " + wait.until() : "change sent");
      pause(change);
    }
  }

  /**
   * @return whether the change was sent and accepted
   */
  private boolean take(Step step, EndpointChange change, @Nullable EndpointView now) {
    if (step instanceof Step.Conflict conflict) {
      throw Failures.of(
          FailureType.CONFLICT, about(change) + conflict.reason() + ". Nothing was overwritten.");
    }
    if (step instanceof Step.Failed failed) {
      throw Failures.of(FailureType.HELD, about(change) + failed.reason() + logs(change, now));
    }
    if (step instanceof Step.Create) {
      return endpoints.create(change);
    }
    if (step instanceof Step.Update) {
      return endpoints.update(change);
    }
    return step instanceof Step.Delete && endpoints.delete(change);
  }

  private String logs(EndpointChange change, @Nullable EndpointView now) {
    String tail = endpoints.logTail(change.access(), change.endpoint(), failedModel(change, now));
    return tail.isEmpty() ? "" : "\nThe end of its log:\n" + tail;
  }

  private static String failedModel(EndpointChange change, @Nullable EndpointView now) {
    if (now != null && !now.failures().isEmpty()) {
      return now.failures().get(0).servedModel();
    }
    EndpointConfig wanted = Objects.requireNonNull(change.to(), "deleting starts no model");
    return wanted.served().get(0).name();
  }

  private Endpoint endpoint(Access access, String name, @Nullable EndpointView view) {
    return new Endpoint(name, endpoints.address(access, name), view == null ? null : view.active());
  }

  private void pause(EndpointChange change) {
    try {
      Thread.sleep(pollInterval.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(
          FailureType.UNAVAILABLE, about(change) + "this worker stops; another goes on waiting");
    }
  }

  private static String about(EndpointChange change) {
    return "Endpoint '%s' in workspace '%s': "
        .formatted(change.endpoint(), change.access().workspace());
  }
}
