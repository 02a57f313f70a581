package dev.mlharness.activities.serving;

import dev.mlharness.serving.EndpointConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Databricks says of an endpoint that exists.
 *
 * @param active what it serves; null before it has served anything
 * @param pending what it is changing to, or failed to change to
 * @param tags of the endpoint
 * @param failures what the served models say of why they do not work
 */
record EndpointView(
    @Nullable EndpointConfig active,
    @Nullable EndpointConfig pending,
    Update update,
    boolean ready,
    Map<String, String> tags,
    List<Failure> failures) {
  EndpointView {
    tags = Map.copyOf(tags);
    failures = List.copyOf(failures);
  }

  enum Update {
    NONE,
    IN_PROGRESS,
    FAILED,
    CANCELED
  }

  /**
   * @param servedModel its name within the endpoint
   */
  record Failure(String servedModel, String message) {}
}
