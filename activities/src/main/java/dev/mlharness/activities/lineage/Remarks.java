package dev.mlharness.activities.lineage;

import dev.mlharness.registry.ModelVersion;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a trace must know before trusting it. */
final class Remarks {
  private final List<String> remarks = new ArrayList<>();

  List<String> all() {
    return List.copyOf(remarks);
  }

  void split(String name, Endpoint endpoint, ServedModel traced) {
    if (endpoint.config() != null && endpoint.config().served().size() > 1) {
      remarks.add(
          "Endpoint %s splits its traffic; this is the trace of %s, which gets %d %% of it."
              .formatted(name, traced.name(), traced.weight()));
    }
  }

  void noRun(ModelVersion version) {
    remarks.add(
        version.runId() == null
            ? "Version %s of %s names no MLflow run: where it came from is unknown."
                .formatted(version.version(), version.model())
            : "MLflow run %s, which version %s of %s came from, no longer exists."
                .formatted(version.runId(), version.version(), version.model()));
  }

  void noManifest() {
    remarks.add("The MLflow run carries no manifest: the harness did not make it.");
  }

  void brokenManifest(String why) {
    remarks.add("The manifest cannot be trusted: " + why + ".");
  }
}
