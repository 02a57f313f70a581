package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** From the document that a person or a schedule hands in to a manifest. Reads only. */
@ActivityInterface
public interface ResolveActivities {

  /**
   * Reads the document strictly, applies its {@code target}, and pins every reference.
   *
   * @param document the recipe as JSON
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} with one line per
   *     problem, {@code NOT_FOUND} when a reference points nowhere, {@code ACCESS_DENIED}
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "Resolve")
  Manifest resolve(JsonNode document);
}
