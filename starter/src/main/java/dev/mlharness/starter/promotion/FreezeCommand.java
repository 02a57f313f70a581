package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import picocli.CommandLine.Command;

@Command(
    name = "freeze",
    description = {
      "Lets no pipeline promote until it is lifted: of a model, a catalog, or all.",
      "A promotion that is under way goes on; rollback aborts it. Rollback is never frozen."
    })
public final class FreezeCommand extends FreezeAction {
  @Override
  Freeze carriedOut(Entities entities, FreezeOrder order) {
    return entities.freeze(order);
  }

  @Override
  String said(Freeze freeze) {
    return freeze.sentence();
  }
}
