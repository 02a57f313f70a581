package dev.mlharness.starter.cli;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Trace;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.registry.ModelVersion;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;

/** A trace without a registry. It answers with what it was asked. */
public final class SmallTrace implements Trace {
  /** The only model whose versions have a manifest. */
  static final String RECORDED = "main.fraud.recorded";

  private static Manifest manifest() {
    return Manifests.of(
        RecipeReader.read(
                """
                model: main.fraud.recorded
                train: {notebook: /Shared/train}
                validate: {thresholds: {f1_score: {min: 0.9}}}
                """)
            .recipe(),
        new Pins(null, List.of()));
  }

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
        RECORDED.equals(model) ? manifest() : null,
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
