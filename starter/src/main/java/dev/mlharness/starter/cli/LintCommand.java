package dev.mlharness.starter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.Problem;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.LintSarif;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "lint",
    description = {
      "Checks a recipe and all its targets. Needs no server, starts nothing.",
      "Also answers as sarif (--output), for tools that gather findings."
    })
final class LintCommand extends Action {
  @Mixin private RecipeArgument argument;

  @Override
  protected Set<Format> formats() {
    return Set.of(Format.TEXT, Format.JSON, Format.SARIF);
  }

  @Override
  protected ExitCode run() {
    try {
      PreparedRecipe recipe = prepared();
      return answer(
          new Lint(argument.file(), true, List.of(), recipe.warnings(), recipe.document()));
    } catch (RecipeProblems e) {
      return answer(new Lint(argument.file(), false, e.problems(), List.of(), null));
    }
  }

  /** A recipe may be written before there is a repository around it. */
  private PreparedRecipe prepared() {
    CheckedRecipe checked = argument.read(surroundings());
    try {
      return argument.prepare(surroundings());
    } catch (CommandFailure e) {
      List<Problem> warnings = new ArrayList<>(checked.warnings());
      warnings.add(new Problem(0, 0, "", String.valueOf(e.getMessage()), e.next()));
      return new PreparedRecipe(checked.recipe(), checked.document(), warnings);
    }
  }

  private ExitCode answer(Lint lint) {
    if (json()) {
      console().json(lint);
    } else if (format() == Format.SARIF) {
      console().json(LintSarif.of(lint.file(), lint.problems(), lint.warnings()));
    } else {
      lint.problems().forEach(problem -> Errors.tell(console(), "error", lint.file(), problem));
      lint.warnings().forEach(warning -> Errors.tell(console(), "warning", lint.file(), warning));
      console().print(lint.file() + ": " + lint.verdict());
    }
    return lint.valid() ? ExitCode.DONE : ExitCode.USAGE;
  }

  /**
   * @param document as it would be run: what {@code temporal workflow start} takes as its input
   */
  private record Lint(
      String file,
      boolean valid,
      List<Problem> problems,
      List<Problem> warnings,
      @Nullable ObjectNode document) {
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
