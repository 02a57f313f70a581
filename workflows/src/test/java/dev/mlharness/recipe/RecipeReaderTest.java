package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.Approve.OnTimeout;
import dev.mlharness.recipe.Recipe.OnFailure;
import dev.mlharness.recipe.Validate.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecipeReaderTest {
  private static final String MINIMAL =
      """
      model: main.fraud.fraud_detector
      train: {notebook: /Workspace/Shared/train}
      validate: {thresholds: {f1_score: {min: 0.9}}}
      """;

  @Test
  void aMinimalRecipeGetsASafeDefaultForEverythingElse() {
    Recipe recipe = RecipeReader.read(MINIMAL).recipe();

    assertThat(recipe.metadata().name()).isEqualTo("fraud-detector");
    assertThat(recipe.workspace()).isEqualTo("default");
    assertThat(recipe.role()).isEqualTo("default");
    assertThat(recipe.source()).isNull();
    assertThat(recipe.data()).isEmpty();
    assertThat(recipe.compute()).isEqualTo(new Compute(null, null));
    assertThat(recipe.train().timeout()).isEqualTo(Duration.ofHours(6));
    assertThat(recipe.train().attempts()).isEqualTo(2);
    assertThat(recipe.test()).isNull();
    assertThat(recipe.validate().task()).isNull();
    assertThat(recipe.validate().mode()).isEqualTo(Mode.ENFORCED);
    assertThat(recipe.approve())
        .isEqualTo(new Approve(1, true, Duration.ofDays(3), OnTimeout.REJECT));
    assertThat(recipe.deploy()).isEqualTo(new Deploy(null, null));
    assertThat(recipe.onFailure()).isEqualTo(OnFailure.HOLD);
    assertThat(recipe.holdTimeout()).isEqualTo(Duration.ofDays(7));
    assertThat(recipe.schedule()).isNull();
  }
}
