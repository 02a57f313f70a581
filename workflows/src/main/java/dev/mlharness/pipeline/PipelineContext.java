package dev.mlharness.pipeline;

import dev.mlharness.access.Access;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.tracking.TrackingRun;
import org.jspecify.annotations.Nullable;

/** What every stage after {@code resolve} works with. */
record PipelineContext(
    PipelineId id,
    Manifest manifest,
    TrackingRun tracking,
    Ledger ledger,
    Progress progress,
    Hold hold,
    Generations generations,
    Messages messages) {

  Recipe recipe() {
    return manifest.recipe();
  }

  /** As the recipe's own role. */
  Access access() {
    return access(null);
  }

  /**
   * @param role of a stage; null: the recipe's
   */
  Access access(@Nullable String role) {
    return new Access(recipe().workspace(), recipe().roleOf(role));
  }
}
