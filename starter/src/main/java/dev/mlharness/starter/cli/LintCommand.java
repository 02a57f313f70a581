package dev.mlharness.starter.cli;

import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "lint",
    description = "Checks a recipe and all its targets. Needs no server, starts nothing.")
final class LintCommand extends Action {
  @Mixin private RecipeArgument argument;

  @Override
  protected ExitCode run() {
    try {
      CheckedRecipe checked = argument.read(surroundings());
      return answer(new Lint(argument.file(), true, List.of(), checked.warnings()));
    } catch (RecipeProblems e) {
      return answer(new Lint(argument.file(), false, e.problems(), List.of()));
    }
  }

  private ExitCode answer(Lint lint) {
    if (json()) {
      console().json(lint);
    } else {
      lint.problems().forEach(problem -> Errors.tell(console(), "error", lint.file(), problem));
      lint.warnings().forEach(warning -> Errors.tell(console(), "warning", lint.file(), warning));
      console().print(lint.file() + ": " + lint.verdict());
    }
    return lint.valid() ? ExitCode.DONE : ExitCode.USAGE;
  }

  private record Lint(String file, boolean valid, List<Problem> problems, List<Problem> warnings) {
    String verdict() {
      return valid
          ? "fine" + (warnings.isEmpty() ? "" : ", with " + count(warnings, "warning"))
          : count(problems, "problem") + "; nothing was started";
    }

    private static String count(List<Problem> list, String what) {
      return list.size() + " " + what + (list.size() == 1 ? "" : "s");
    }
  }
}
