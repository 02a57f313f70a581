package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.FreezeScope;
import dev.mlharness.starter.way.Models.Said;
import picocli.CommandLine.Command;

@Command(
    name = "unfreeze",
    description = "Lifts the freeze of a model, a catalog, or all. Pipelines that waited go on.")
public final class UnfreezeCommand extends FreezeAction {
  @Override
  Freeze carriedOut(Models models, FreezeScope scope, Said said) {
    return models.unfreeze(scope, said);
  }

  @Override
  String said(Freeze freeze) {
    return "%s is not frozen any more; it was, by %s: %s"
        .formatted(freeze.scope().words(), freeze.by(), freeze.comment());
  }
}
