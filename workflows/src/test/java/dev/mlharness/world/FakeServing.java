package dev.mlharness.world;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.ServingActivities;
import io.temporal.failure.ApplicationFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serving endpoints. */
public final class FakeServing implements ServingActivities {
  private final Faults faults;
  private final Map<String, EndpointConfig> endpoints = new HashMap<>();
  private int changes;

  FakeServing(Faults faults) {
    this.faults = faults;
  }

  /** An endpoint that serves one version already. */
  public synchronized void serves(String endpoint, String version) {
    serves(endpoint, "x", version);
  }

  /** An endpoint that serves one version of a model already. */
  public synchronized void serves(String endpoint, String model, String version) {
    endpoints.put(
        endpoint,
        new EndpointConfig(
            List.of(
                new EndpointConfig.ServedModel(
                    "x-" + version, model, version, "Small", true, 100))));
  }

  /** Somebody sets what an endpoint serves; null deletes it. */
  public synchronized void meddle(String endpoint, @Nullable EndpointConfig config) {
    if (config == null) {
      endpoints.remove(endpoint);
    } else {
      endpoints.put(endpoint, config);
    }
  }

  /** What it serves; null when it does not exist. */
  public synchronized @Nullable EndpointConfig config(String endpoint) {
    return endpoints.get(endpoint);
  }

  /** The version that gets all traffic; null when the endpoint does not exist. */
  public synchronized @Nullable String served(String endpoint) {
    EndpointConfig config = endpoints.get(endpoint);
    return config == null ? null : config.served().get(0).version();
  }

  /** How often an endpoint really changed. */
  public synchronized int changes() {
    return changes;
  }

  @Override
  public Endpoint read(Access access, String endpoint) {
    return faults.around("ReadEndpoint", () -> state(endpoint));
  }

  @Override
  public Endpoint change(EndpointChange change) {
    return faults.around("ChangeEndpoint", () -> apply(change));
  }

  private synchronized Endpoint state(String endpoint) {
    return new Endpoint(endpoint, "https://serving.test/" + endpoint, endpoints.get(endpoint));
  }

  private synchronized Endpoint apply(EndpointChange change) {
    EndpointConfig now = endpoints.get(change.endpoint());
    if (Objects.equals(now, change.to())) {
      return state(change.endpoint());
    }
    if (!Objects.equals(now, change.from())) {
      throw ApplicationFailure.newFailure(
          "endpoint " + change.endpoint() + " serves something else", FailureType.CONFLICT.name());
    }
    if (change.to() == null) {
      endpoints.remove(change.endpoint());
    } else {
      endpoints.put(change.endpoint(), change.to());
    }
    changes++;
    return state(change.endpoint());
  }
}
