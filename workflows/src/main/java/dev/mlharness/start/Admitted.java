package dev.mlharness.start;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.Recipe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may go on.
 *
 * @param initiator null when nobody says who started the pipeline, and nobody must
 * @param proven whether that is proven, and not only said
 * @param groups of the initiator, as far as they are proven
 * @param recipe with the names that {@code default} stands for
 * @param heard occasions of which receivers hear whatever a recipe says
 */
public record Admitted(
    @Nullable String initiator,
    boolean proven,
    List<String> groups,
    Recipe recipe,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Occasion> heard) {
  public Admitted {
    groups = List.copyOf(groups);
    heard = List.copyOf(heard);
  }
}
