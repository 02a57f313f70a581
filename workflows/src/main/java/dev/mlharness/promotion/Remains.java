package dev.mlharness.promotion;

import dev.mlharness.promotion.Reign.Served;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion that was aborted left at the endpoint. Pure.
 *
 * @param holder whose promotion it was
 * @param before who was champion before the abort, and what was served
 * @param endpoint where the model serves; null: nowhere
 * @param seen after the abort
 */
record Remains(TurnRequest holder, Champions before, @Nullable String endpoint, Seen seen) {

  /** What was served under that champion, there where the model serves now. */
  @Nullable Served served(String champion) {
    return before
        .of(champion)
        .map(Reign::served)
        .filter(served -> served.endpoint().equals(endpoint))
        .orElse(null);
  }

  /** Whether all is as under that champion, or, where nobody knows, at least no candidate there. */
  boolean none(String champion) {
    Served known = served(champion);
    return known == null ? candidate() == null : known.equals(seen.served());
  }

  /** For people. */
  String words() {
    Served left = candidate();
    return left == null
        ? ""
        : "; but endpoint %s still serves version %s".formatted(left.endpoint(), holder.version());
  }

  private @Nullable Served candidate() {
    return seen.servedFor(holder.model(), holder.version());
  }
}
