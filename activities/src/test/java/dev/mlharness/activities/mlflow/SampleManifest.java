package dev.mlharness.activities.mlflow;

import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Metadata;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.Source;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.recipe.Validate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small manifest, as resolving makes it. */
public final class SampleManifest {
  private SampleManifest() {}

  public static Manifest named(String name) {
    return manifest(name, Map.of());
  }

  /** The tags of the MLflow run that a manifest is kept on, and others beside them. */
  public static Map<String, String> tags(Manifest manifest, Map<String, String> others) {
    Map<String, String> tags = new HashMap<>(others);
    tags.putAll(ManifestTags.split(manifest));
    return tags;
  }

  static Manifest withParameter(String key, String value) {
    return manifest("fraud-detector", Map.of(key, value));
  }

  private static Manifest manifest(String name, Map<String, String> parameters) {
    Recipe recipe =
        new Recipe(
            "mlharness.dev/v1",
            "Recipe",
            new Metadata(name, "group:fraud-ds", Map.of()),
            "main.fraud.detector",
            "dev",
            "trainer",
            new Source(new Source.Git("https://git.example.com/fraud.git", "main")),
            List.of(),
            new Compute(null, null),
            new StageTask("notebooks/train", null, parameters, Duration.ofHours(6), 3, null),
            null,
            new Validate(null, Validate.Mode.ENFORCED, Map.of()),
            new Approve(1, true, Duration.ofDays(3), Approve.OnTimeout.REJECT),
            new Deploy(null, null),
            Recipe.OnFailure.HOLD,
            Duration.ofDays(1),
            null,
            null,
            null,
            List.of());
    GitPin git =
        new GitPin(
            "https://git.example.com/fraud.git",
            "main",
            "0123456789abcdef0123456789abcdef01234567",
            null);
    return Manifests.of(recipe, new Pins(git, List.of()));
  }
}
