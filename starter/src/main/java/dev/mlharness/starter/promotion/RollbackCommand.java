package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.ExitCode;
import io.temporal.client.WorkflowNotFoundException;
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
  ExitCode run(Temporal temporal, Entities entities) {
    ModelKey key = new ModelKey(access(temporal, null).workspace(), model);
    RollbackOrder order = new RollbackOrder(to, person.name(surroundings()), comment);
    try {
      RollbackResult result = entities.known(key).rollback(order);
      if (json()) {
        console().json(result);
      } else {
        console().print(model + ": " + result.sentence());
      }
      return ExitCode.DONE;
    } catch (WorkflowNotFoundException e) {
      throw unknown(model, e);
    }
  }
}
