package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.access.Unaudited;
import dev.mlharness.recipe.Manifest.DataPin;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

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

  /**
   * Looks again at the files that a manifest pins by their listing. Tables and models need no such
   * look: their versions do not change.
   *
   * @param access as which they were pinned
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} naming what changed since
   */
  @Unaudited("reads only")
  @ActivityMethod(name = "CheckFiles")
  void checkFiles(Access access, List<DataPin> pins);
}
