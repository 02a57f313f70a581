package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.FreezeScope;
import dev.mlharness.starter.way.Models.Said;
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
  abstract Freeze carriedOut(Models models, FreezeScope scope, Said said);

  /** What was done, for people. */
  abstract String said(Freeze freeze);

  @Override
  final ExitCode run(Models models) {
    if (Stream.of(model != null, catalog != null, all).filter(given -> given).count() != 1) {
      throw CommandFailure.usage("name a model, or --catalog NAME, or --all", null);
    }
    Freeze freeze =
        carriedOut(models, new FreezeScope(model, catalog, workspace()), new Said(person, comment));
    if (json()) {
      console().json(freeze);
    } else {
      console().print(said(freeze));
    }
    return ExitCode.DONE;
  }
}
