package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.Named;
import dev.mlharness.starter.way.Models.Said;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = {
      "Brings an earlier champion back: endpoint and aliases.",
      "Aborts a promotion that is under way, and waits until all is done."
    })
public final class RollbackCommand extends PromotionAction {
  @Mixin private Person person;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's full name.")
  private String model;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "Which version. Default: the former champion; while a promotion is under way, the one it"
              + " replaces.")
  private @Nullable String to;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why. Kept in the history.")
  private @Nullable String comment;

  @Override
  ExitCode run(Models models) {
    RollbackResult result =
        models.rollback(new Named(model, workspace()), to, new Said(person, comment));
    if (json()) {
      console().json(result);
    } else {
      console().print(model + ": " + result.sentence());
    }
    return ExitCode.DONE;
  }
}
