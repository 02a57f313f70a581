package dev.mlharness.activities.check;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The Prometheus servers that this worker may ask, by name. */
public record PrometheusServers(Map<String, Server> byName) {
  public PrometheusServers {
    byName = Map.copyOf(byName);
  }

  /**
   * @param url without {@code /api/v1}
   * @param tokenFile holds a bearer token, read at each use; null: none is sent
   */
  public record Server(URI url, @Nullable Path tokenFile) {}

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} naming the known ones
   */
  Server named(String name) {
    Server server = byName.get(name);
    if (server == null) {
      throw Failures.of(
          FailureType.HELD,
          "This worker knows no Prometheus server '%s'. Known: %s. Configure mlharness.prometheus.%s.url, or name one of them."
              .formatted(
                  name,
                  byName.isEmpty() ? "none" : String.join(", ", new TreeSet<>(byName.keySet())),
                  name));
    }
    return server;
  }
}
