package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.plan.Plan;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.Found;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.Needs;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.privilege.RoleNeeds;
import dev.mlharness.privilege.RolePrivileges;
import dev.mlharness.privilege.Securable;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.DataPin.Kind;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Manifest.Pins;
import dev.mlharness.recipe.Manifests;
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
    if (recipe.model().equals("denied")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the role trainer may not read git.example.com", "ACCESS_DENIED");
    }
    Pins pins =
        new Pins(
            new GitPin("https://git.example.com/fraud.git", "main", "c".repeat(40), null),
            List.of(new DataPin("train", Kind.TABLE, "main.fraud.transactions", "12")));
    if (recipe.model().endsWith(".lacking")) {
      return new PlanReport(
          null, privileges(recipe), Map.of(), null, List.of(), List.of(), List.of());
    }
    return new PlanReport(
        Manifests.of(recipe, pins),
        privileges(recipe),
        Map.of("train", "sp-trainer", "deploy", "sp-deployer"),
        "3",
        List.of("fraud-3: 100 %"),
        List.of("fraud-4: 100 %"),
        List.of("sp-trainer may do more than it needs"));
  }

  /** Of a model whose name ends in {@code lacking}, nobody may do anything. */
  private static PrivilegeReport privileges(Recipe recipe) {
    return new PrivilegeReport(
        "prod",
        PrivilegeMode.CHECKED,
        Needs.of(recipe, new Found(false, false)).stream()
            .map(needs -> RolePrivileges.of(needs, "sp-trainer", held(recipe, needs)))
            .toList());
  }

  private static List<Held> held(Recipe recipe, RoleNeeds needs) {
    if (recipe.model().endsWith(".lacking")) {
      return List.of(
          new Held(Securable.table("main.fraud.transactions"), "MODIFY", "data-engineers"));
    }
    return needs.needs().stream()
        .map(need -> new Held(need.on(), need.privilege(), "sp-trainer"))
        .toList();
  }
}
