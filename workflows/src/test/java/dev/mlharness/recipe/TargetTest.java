package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void aTargetMergesObjectsReplacesListsAndRemovesWithNull() {
    Recipe recipe = RecipeReader.read(Recipes.full(), "dev", List.of()).recipe();

    assertThat(recipe.workspace()).isEqualTo("dev");
    assertThat(recipe.approve().required()).isZero();
    assertThat(recipe.approve().separation()).isTrue();
    assertThat(recipe.data()).extracting(DataSet::table).containsExactly("dev.fraud.transactions");
    assertThat(recipe.deploy())
        .isEqualTo(
            new Deploy(
                null,
                "fraud-deployer",
                List.of(),
                null,
                null,
                new Deploy.Batch(
                    new StageTask(
                        "notebooks/score", null, Map.of(), Duration.ofHours(6), 2, null))));
  }

  @Test
  void theDocumentItselfMayChooseItsTarget() {
    assertThat(RecipeReader.read(Recipes.full() + "target: prod\n").recipe().approve().required())
        .isEqualTo(3);
  }

  @Test
  void theDocumentThatStartsHasTheTargetInItAndNoTargetsLeft() {
    CheckedRecipe checked = RecipeReader.read(Recipes.full(), "prod", List.of());

    assertThat(checked.document().has("targets")).isFalse();
    assertThat(RecipeReader.read(checked.document()).recipe()).isEqualTo(checked.recipe());
  }

  @Test
  void aProblemInATargetNamesTheLineInTheTarget() {
    String recipe = Recipes.MINIMAL + "targets:\n  dev:\n    train: {attempts: 0}\n";

    assertThatThrownBy(() -> RecipeReader.read(recipe, "dev", List.of()))
        .hasMessage("line 6, column 13: train.attempts: must be at least 1; found 0");
    assertThatThrownBy(() -> RecipeReader.read(recipe))
        .hasMessage(
            "line 6, column 13: train.attempts: must be at least 1; found 0 (in target 'dev')");
  }

  @Test
  void anEditComesAfterTheTarget() {
    Recipe recipe =
        RecipeReader.read(
                Recipes.full(),
                "prod",
                List.of(
                    Edit.parse("approve.required=1"),
                    Edit.parse("train.parameters.max_depth=8"),
                    Edit.parse("data.holdout.version=58"),
                    Edit.parse("data.0.table=main.fraud.other"),
                    Edit.parse("compute.serverless.environment.dependencies=[a==1]"),
                    Edit.parse("metadata.labels.purpose=a=b")))
            .recipe();

    assertThat(recipe.approve().required()).isEqualTo(1);
    assertThat(recipe.train().parameters()).containsEntry("max_depth", "8");
    assertThat(recipe.data().get(1).version()).isEqualTo("58");
    assertThat(recipe.data().get(0).table()).isEqualTo("main.fraud.other");
    assertThat(recipe.metadata().labels()).containsEntry("purpose", "a=b");
  }

  @Test
  void anEditIsReadAsStrictlyAsTheText() {
    assertEdit("train.atempts=3").hasMessageStartingWith("train.atempts: unknown key");
    assertEdit("train.attempts=many").hasMessageContaining("train.attempts: expected a whole");
    assertEdit("data.nobody.version=3").hasMessageContaining("the list has no item 'nobody'");
    assertEdit("model.name=3").hasMessageContaining("model: expected a model name");
    assertEdit("train.parameters=[")
        .hasMessageContaining("train.parameters: the value '[' is wrong: not YAML");
    assertThatThrownBy(() -> Edit.parse("train.attempts"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write key.path=value");
  }

  private static AbstractThrowableAssert<?, ?> assertEdit(String edit) {
    return assertThatThrownBy(
            () -> RecipeReader.read(Recipes.full(), null, List.of(Edit.parse(edit))))
        .isInstanceOf(RecipeProblems.class);
  }
}
