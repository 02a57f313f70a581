package dev.mlharness.starter.cli;

import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.PlanText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "plan",
    description =
        "Says what a run of a recipe would do: pins, identities, privileges, endpoint. Changes nothing.")
final class PlanCommand extends RecipeAction {
  @Override
  protected ExitCode run(Temporal temporal, PreparedRecipe recipe) {
    PlanReport plan =
        Questions.ask(
            temporal,
            "Plan",
            "plan of " + recipe.recipe().metadata().name(),
            recipe.document(),
            PlanReport.class,
            id -> memo(recipe, id));
    if (json()) {
      console().json(plan);
    } else {
      PlanText.lines(console(), recipe.recipe(), plan).forEach(console()::print);
    }
    return exitCode(plan.privileges());
  }

  private Map<String, Object> memo(PreparedRecipe recipe, String id) {
    return SignedStart.get(surroundings(), recipe.document(), Scope.PLAN, id)
        .map(SignedStart::memo)
        .orElse(Map.of());
  }

  /** As a pipeline of the recipe would end: held, or refused. */
  private static ExitCode exitCode(@Nullable PrivilegeReport privileges) {
    return privileges != null && (privileges.lacks() || privileges.refuses())
        ? ExitCode.REJECTED_OR_HELD
        : ExitCode.DONE;
  }
}
