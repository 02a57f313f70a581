package dev.mlharness.activities.check;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.check.LiveModel;
import dev.mlharness.check.Measurement;
import dev.mlharness.recipe.LiveCheck.OfEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Asks a serving endpoint for its metrics. */
final class EndpointNumbers {
  private final WorkspaceClients clients;

  EndpointNumbers(WorkspaceClients clients) {
    this.clients = clients;
  }

  Measurement measure(LiveModel live, OfEndpoint wanted) {
    String endpoint = live.endpoint();
    if (endpoint == null) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "%s is a metric of an endpoint, and %s is served by none. Add deploy.serving, or measure by sql, run or prometheus."
              .formatted(wanted.metric().word(), live.model()));
    }
    String text =
        clients.call(
            live.access(),
            "Reading the metrics of endpoint " + endpoint,
            client -> text(client.servingEndpoints().exportMetrics(endpoint).getContents()));
    return new EndpointSamples(MetricsText.parse(text)).of(live.servedModel()).measure(wanted);
  }

  private static String text(InputStream contents) throws IOException {
    try (contents) {
      return new String(contents.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
