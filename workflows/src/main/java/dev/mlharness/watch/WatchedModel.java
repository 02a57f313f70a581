package dev.mlharness.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.WatchSpec;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version that a pipeline made champion, and everything that it takes to watch it.
 *
 * @param pipeline the workflow id
 * @param since when it became champion
 * @param trainedAt when the pipeline began
 * @param document the recipe as it was handed in, to start another pipeline of it
 * @param initiator who started the pipeline; null: nobody said
 * @param proof of the initiator that pipelines of this recipe may be started for them; null: none
 */
public record WatchedModel(
    String pipeline,
    Manifest manifest,
    String version,
    Instant since,
    Instant trainedAt,
    JsonNode document,
    @Nullable String initiator,
    @Nullable String proof) {

  public WatchKey key() {
    return new WatchKey(manifest.recipe().workspace(), manifest.recipe().model());
  }

  WatchSpec spec() {
    return Objects.requireNonNull(manifest.recipe().watch(), "a watched model has a watch");
  }

  /** The same rules for another champion, of whom nothing else is known. */
  WatchedModel of(String other, Instant now) {
    return new WatchedModel(pipeline, manifest, other, now, trainedAt, document, initiator, proof);
  }
}
