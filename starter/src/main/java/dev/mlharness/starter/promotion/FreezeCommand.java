package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.FreezeScope;
import dev.mlharness.starter.way.Models.Said;
import picocli.CommandLine.Command;

@Command(
    name = "freeze",
    description = {
      "Lets no pipeline promote until it is lifted: of a model, a catalog, or all.",
      "A promotion that is under way goes on; rollback aborts it. Rollback is never frozen."
    })
public final class FreezeCommand extends FreezeAction {
  @Override
  Freeze carriedOut(Models models, FreezeScope scope, Said said) {
    return models.freeze(scope, said);
  }

  @Override
  String said(Freeze freeze) {
    return freeze.sentence();
  }
}
