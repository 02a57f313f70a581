package dev.mlharness.starter.cli;

import dev.mlharness.recipe.PlanReport;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.PlanText;
import picocli.CommandLine.Command;

@Command(
    name = "plan",
    description =
        "Says what a run of a recipe would do: pins, identities, endpoint. Changes nothing.")
final class PlanCommand extends RecipeAction {
  @Override
  protected ExitCode run(Temporal temporal, PreparedRecipe recipe) {
    PlanReport plan =
        Questions.ask(
            temporal,
            "Plan",
            "plan of " + recipe.recipe().metadata().name(),
            recipe.document(),
            PlanReport.class);
    if (json()) {
      console().json(plan);
    } else {
      PlanText.lines(console(), plan).forEach(console()::print);
    }
    return ExitCode.DONE;
  }
}
