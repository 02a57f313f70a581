package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.pipelines.LastRecipe;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Which recipe runs again. */
@Component
public final class LastRecipes {
  private final TemporalConnection temporal;

  LastRecipes(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /**
   * @param workspace null: whichever
   * @throws Refused when the model was never deployed
   */
  public JsonNode of(String model, @Nullable String workspace) {
    return LastRecipe.of(temporal.client(), model, workspace)
        .orElseThrow(
            () ->
                new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "No pipeline has deployed %s yet, so there is no recipe to run again."
                        .formatted(model)));
  }
}
