package dev.mlharness.promotion;

import dev.mlharness.promotion.Reign.Served;
import org.jspecify.annotations.Nullable;

/**
 * What the registry and the endpoint say now.
 *
 * @param version the champion; null: there is none
 * @param pipeline that made the version, as its tags say
 * @param served null: no endpoint, or none that serves
 */
record Seen(@Nullable String version, @Nullable String pipeline, @Nullable Served served) {

  Seen withoutEndpoint() {
    return new Seen(version, pipeline, null);
  }

  /** What is served, if it is served for that version. */
  @Nullable Served servedFor(String model, String champion) {
    return served != null
            && served.config().served().stream()
                .anyMatch(one -> one.version().equals(champion) && one.model().equals(model))
        ? served
        : null;
  }
}
