package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.Scope;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of one model, of a catalog, or of everything. */
abstract class FreezeAction extends PromotionAction {
  @Mixin private Person person;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "One model, in one workspace.")
  private @Nullable String model;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "Every model of a catalog; in all workspaces, unless one is named.")
  private @Nullable String catalog;

  @Option(names = "--all", description = "Every model; in all workspaces, unless one is named.")
  private boolean all;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      required = true,
      description = "Why. Shown to those who wait.")
  private String comment;

  /** Does it. */
  abstract Freeze carriedOut(Entities entities, FreezeOrder order);

  /** What was done, for people. */
  abstract String said(Freeze freeze);

  @Override
  final ExitCode run(Temporal temporal, Entities entities) {
    Scope scope = scope(temporal);
    Freeze freeze =
        carriedOut(entities, new FreezeOrder(scope, person.name(surroundings()), comment));
    if (json()) {
      console().json(freeze);
    } else {
      console().print(said(freeze));
    }
    return ExitCode.DONE;
  }

  private Scope scope(Temporal temporal) {
    if (Stream.of(model != null, catalog != null, all).filter(given -> given).count() != 1) {
      throw CommandFailure.usage("name a model, or --catalog NAME, or --all", null);
    }
    if (model != null) {
      return Scope.of(new ModelKey(access(temporal, null).workspace(), model));
    }
    String where = workspace() == null ? null : access(temporal, null).workspace();
    return new Scope(where, catalog, null);
  }
}
