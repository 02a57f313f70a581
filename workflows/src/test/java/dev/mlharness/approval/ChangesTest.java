package dev.mlharness.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.RecipeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final String RECIPE =
      """
      model: main.fraud.detector
      source: {git: {url: "https://git.test/fraud.git", ref: main}}
      data: [{name: train, table: main.fraud.transactions}]
      role: %s
      train: {notebook: train, parameters: {%s}}
      validate: {thresholds: {f1: {min: %s}}}
      """;

  @Test
  void theSameManifestHasNoChanges() {
    assertThat(Changes.between(first(), first())).isEmpty();
  }

  @Test
  void codeAndDataThatMovedAreNamedWithBeforeAndAfter() {
    Manifest later = manifest("bbbbbbbbbbbbbbbbbbbb", "13", "r", "depth: 6", "0.9");

    assertThat(Changes.between(first(), later))
        .containsExactly(
            "commit: aaaaaaaaaaaa (main) → bbbbbbbbbbbb (main)",
            "data train: main.fraud.transactions version 12 → main.fraud.transactions version 13");
  }

  @Test
  void parametersRolesAndThresholdsAreCompared() {
    Manifest later = manifest("aaaaaaaaaaaaaaaaaaaa", "12", "other", "eta: 1", "0.8");

    assertThat(Changes.between(first(), later))
        .contains(
            "train parameter depth: 6 → none", "train parameter eta: none → 1", "role: r → other")
        .anyMatch(change -> change.startsWith("thresholds: "));
  }

  @Test
  void aChampionWithoutManifestIsSaidToBeIncomparable() {
    assertThat(Changes.between(null, first()))
        .containsExactly("the champion has no manifest to compare with");
  }

  @Test
  void packagesThatMovedAreNamed() {
    assertThat(
            Changes.ofEnvironment(
                List.of("mlflow==3.17.2", "scikit-learn==1.5.1", "numpy[extra]>=2"),
                List.of("mlflow==3.17.2", "scikit-learn==1.5.2", "xgboost==3.0.0")))
        .containsExactly(
            "environment numpy: [extra]>=2 → none",
            "environment scikit-learn: ==1.5.1 → ==1.5.2",
            "environment xgboost: none → ==3.0.0");
    assertThat(Changes.ofEnvironment(List.of(), List.of("mlflow==3.17.2")))
        .as("the champion's is not known")
        .isEmpty();
  }

  @Test
  void aRoleThatIsBoundToAnotherPrincipalIsNamed() {
    assertThat(Changes.ofIdentity("deployer=d1,trainer=t1", "trainer=t2"))
        .containsExactly("identity of role trainer: t1 → t2");
    assertThat(Changes.ofIdentity(null, "trainer=t2")).isEmpty();
    assertThat(Changes.ofIdentity("trainer=t1", "trainer=t1")).isEmpty();
  }

  private static Manifest first() {
    return manifest("aaaaaaaaaaaaaaaaaaaa", "12", "r", "depth: 6", "0.9");
  }

  private static Manifest manifest(
      String commit, String data, String role, String parameters, String minimum) {
    return Manifests.of(
        RecipeReader.read(RECIPE.formatted(role, parameters, minimum)).recipe(),
        new Pins(
            new GitPin("https://git.test/fraud.git", "main", commit, null),
            List.of(new DataPin("train", DataPin.Kind.TABLE, "main.fraud.transactions", data))));
  }
}
