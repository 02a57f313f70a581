package dev.mlharness.activities.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.recipe.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTagsTest {

  @Test
  void aManifestComesBackAsItWas() {
    Manifest manifest = SampleManifest.withParameter("note", "x".repeat(9_000));

    Map<String, String> tags = ManifestTags.split(manifest);

    assertThat(tags)
        .containsOnlyKeys("mlharness_manifest_0", "mlharness_manifest_1", "mlharness_manifest_2");
    assertThat(ManifestTags.join(tags)).contains(manifest);
  }

  @Test
  void noPieceIsLongerThanAServerTakesAndNoCharacterIsCutInTwo() {
    Manifest manifest = SampleManifest.withParameter("note", "a" + "😀".repeat(3_000));

    Map<String, String> tags = ManifestTags.split(manifest);

    assertThat(tags.values())
        .allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= 4_000);
    assertThat(ManifestTags.join(tags)).contains(manifest);
  }

  @Test
  void aRunWithoutTheTagsHasNoManifest() {
    assertThat(ManifestTags.join(Map.of("mlflow.user", "somebody"))).isEmpty();
  }

  @Test
  void aMissingPieceIsNoticed() {
    Map<String, String> tags =
        new HashMap<>(ManifestTags.split(SampleManifest.withParameter("note", "x".repeat(9_000))));
    tags.remove("mlharness_manifest_1");

    assertThatThrownBy(() -> ManifestTags.join(tags))
        .hasMessageContaining("mlharness_manifest")
        .hasMessageContaining("changed");
  }
}
