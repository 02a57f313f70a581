package dev.mlharness.starter.cli;

import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.PlanText;
import dev.mlharness.starter.way.Way;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "plan",
    description =
        "Says what a run of a recipe would do: pins, identities, privileges, endpoint. Changes nothing.")
final class PlanCommand extends RecipeCommand {
  @Override
  ExitCode run(Way way, PreparedRecipe recipe) {
    PlanReport plan = way.recipes().plan(recipe);
    if (json()) {
      console().json(plan);
    } else {
      PlanText.lines(console(), recipe.recipe(), plan).forEach(console()::print);
    }
    return exitCode(plan.privileges());
  }

  /** As a pipeline of the recipe would end: held, or refused. */
  private static ExitCode exitCode(@Nullable PrivilegeReport privileges) {
    return privileges != null && (privileges.lacks() || privileges.refuses())
        ? ExitCode.REJECTED_OR_HELD
        : ExitCode.DONE;
  }
}
