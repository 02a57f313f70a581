package dev.mlharness.starter.cli;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Trace;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.registry.ModelVersion;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;

/** A trace without a registry. It answers with what it was asked. */
public final class SmallTrace implements Trace {
  @Override
  public Lineage run(TraceTarget target) {
    if ("nobody".equals(target.model())) {
      throw ApplicationFailure.newNonRetryableFailure("there is no model 'nobody'", "NOT_FOUND");
    }
    String model = target.model() == null ? "main.fraud.detector" : target.model();
    String version = target.version() == null ? "4" : target.version();
    return new Lineage(
        target.endpoint(),
        new ModelVersion(model, version, "r1", Map.of()),
        target.alias() == null ? List.of() : List.of(target.alias()),
        null,
        "fraud-1",
        Map.of("train", "https://workspace.example.com/jobs/runs/4711"),
        Map.of("max_depth", "6"),
        Map.of("f1_score", 0.95),
        List.of("approve by b@example.com: fine"),
        List.of("scikit-learn==1.5.2"),
        List.of(),
        null);
  }
}
