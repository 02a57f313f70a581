package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.DataPin.Kind;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
import dev.mlharness.recipe.Plan;
import dev.mlharness.recipe.PlanReport;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.recipe.RecipeReader;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;

/** A plan without a world. */
public final class SmallPlan implements Plan {
  @Override
  public PlanReport run(JsonNode document) {
    Recipe recipe = RecipeReader.read(document).recipe();
    if (recipe.model().equals("nowhere")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the branch main does not exist", "NOT_FOUND");
    }
    Pins pins =
        new Pins(
            new GitPin("https://git.example.com/fraud.git", "main", "c".repeat(40), null),
            List.of(new DataPin("train", Kind.TABLE, "main.fraud.transactions", "12")));
    return new PlanReport(
        Manifests.of(recipe, pins),
        Map.of("train", "sp-trainer", "deploy", "sp-deployer"),
        "3",
        List.of("fraud-3: 100 %"),
        List.of("fraud-4: 100 %"),
        List.of("sp-trainer may do more than it needs"));
  }
}
