package dev.mlharness.worker;

import dev.mlharness.activities.check.PrometheusServers;
import dev.mlharness.activities.check.PrometheusServers.Server;
import dev.mlharness.worker.HarnessProperties.PrometheusProperties;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The Prometheus servers as configured. */
final class ConfiguredPrometheus {
  private ConfiguredPrometheus() {}

  static PrometheusServers of(HarnessProperties properties) {
    Map<String, Server> servers = new HashMap<>();
    properties.prometheus().forEach((name, server) -> servers.put(name, server(name, server)));
    return new PrometheusServers(servers);
  }

  private static Server server(String name, PrometheusProperties server) {
    URI url = server.url();
    if (url == null || !url.isAbsolute()) {
      throw new ConfigurationProblem(
          "mlharness.prometheus.%s.url".formatted(name),
          "it is no URL",
          "set it, as in http://prometheus.example.com:9090");
    }
    return new Server(url, server.tokenFile());
  }
}
