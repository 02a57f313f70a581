package dev.mlharness.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionDiffTest {
  private static final String RECIPE =
      """
      model: main.fraud.detector
      source: {git: {url: "https://git.test/fraud.git", ref: main}}
      data: [{name: train, table: main.fraud.transactions}]
      train: {notebook: train, parameters: {depth: %s}}
      validate: {thresholds: {f1: {min: 0.9}}}
      """;

  @Test
  void everyDifferenceStandsUnderItsSubject() {
    VersionDiff diff = VersionDiff.between(version("3", "aaaa", 6), version("4", "bbbb", 8));

    assertThat(diff.code()).containsExactly("commit: aaaa (main) → bbbb (main)");
    assertThat(diff.seeCode()).isEqualTo("git diff aaaa bbbb");
    assertThat(diff.data())
        .containsExactly(
            "data train: main.fraud.transactions version 3 → main.fraud.transactions version 4");
    assertThat(diff.parameters())
        .containsExactly("train parameter depth: 6 → 8", "logged parameter max_depth: 6 → 8");
    assertThat(diff.environment()).containsExactly("environment scikit-learn: ==1.5.3 → ==1.5.4");
    assertThat(diff.identity()).containsExactly("identity of role trainer: sp-3 → sp-4");
    assertThat(diff.recipe()).isEmpty();
    assertThat(diff.metrics())
        .containsExactly(
            new MetricPair("f1", 6.0, 8.0, 2.0),
            new MetricPair("only_3", 1.0, null, null),
            new MetricPair("only_4", null, 1.0, null));
    assertThat(diff.remarks()).isEmpty();
  }

  @Test
  void theSameVersionTwiceHasNoDifference() {
    VersionDiff diff = VersionDiff.between(version("3", "aaaa", 6), version("3", "aaaa", 6));

    assertThat(List.of(diff.code(), diff.data(), diff.parameters(), diff.environment()))
        .allMatch(List::isEmpty);
    assertThat(diff.seeCode()).isNull();
    assertThat(diff.metrics()).allMatch(metric -> metric.within(0));
  }

  @Test
  void whatOneOfThemDoesNotSayIsRemarked() {
    Lineage foreign = lineage("1", null, 6, Map.of(), List.of());

    VersionDiff diff = VersionDiff.between(foreign, version("4", "bbbb", 8));

    assertThat(diff.code()).isEmpty();
    assertThat(diff.remarks())
        .containsExactly(
            "main.fraud.detector/1: it has no manifest, so code, data and recipe are not compared.",
            "main.fraud.detector/1: its environment cannot be read, so it is not compared.",
            "main.fraud.detector/1: it does not say as whom its tasks ran, so that is not compared.");
  }

  private static Lineage version(String version, String commit, int depth) {
    Manifest manifest =
        Manifests.of(
            RecipeReader.read(RECIPE.formatted(depth)).recipe(),
            new Pins(
                new GitPin("https://git.test/fraud.git", "main", commit, null),
                List.of(
                    new DataPin("train", DataPin.Kind.TABLE, "main.fraud.transactions", version))));
    return lineage(
        version,
        manifest,
        depth,
        Map.of(Tags.IDENTITY, "trainer=sp-" + version),
        List.of("scikit-learn==1.5." + version));
  }

  private static Lineage lineage(
      String version,
      @Nullable Manifest manifest,
      int depth,
      Map<String, String> tags,
      List<String> environment) {
    return new Lineage(
        null,
        new ModelVersion("main.fraud.detector", version, "run", tags),
        List.of(),
        manifest,
        "pipeline-" + version,
        Map.of(),
        Map.of("max_depth", String.valueOf(depth)),
        Map.of("f1", (double) depth, "only_" + version, 1.0),
        List.of(),
        environment,
        List.of(),
        null);
  }
}
