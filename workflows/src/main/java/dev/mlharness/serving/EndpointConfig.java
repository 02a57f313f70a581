package dev.mlharness.serving;

import java.util.List;

/** What an endpoint serves, and to whom traffic goes. Enough to put it back exactly. */
public record EndpointConfig(List<ServedModel> served) {
  public EndpointConfig {
    served = List.copyOf(served);
  }

  /**
   * @param name of the served entity within the endpoint
   * @param weight percentage of traffic
   */
  public record ServedModel(
      String name,
      String model,
      String version,
      String workloadSize,
      boolean scaleToZero,
      int weight) {}
}
