package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a document that is no recipe: enough to tell those whom it names that it is
 * none.
 */
record HandedIn(@Nullable String recipe, @Nullable String model, JsonNode notifications) {

  static HandedIn of(JsonNode document) {
    JsonNode target =
        document.path("targets").path(document.path("target").asText()).path("notify");
    return new HandedIn(
        document.path("metadata").path("name").textValue(),
        document.path("model").textValue(),
        target.isArray() ? target : document.path("notify"));
  }

  List<ReceiverName> told(Occasion occasion) {
    List<ReceiverName> told = new ArrayList<>();
    for (JsonNode one : notifications) {
      if (names(one.path("on"), occasion)) {
        for (Kind kind : Kind.values()) {
          if (one.path(kind.word()).isTextual()) {
            told.add(new ReceiverName(kind, one.path(kind.word()).textValue()));
          }
        }
      }
    }
    return told;
  }

  private static boolean names(JsonNode on, Occasion occasion) {
    for (JsonNode word : on) {
      if (occasion.word().equals(word.textValue())) {
        return true;
      }
    }
    return false;
  }
}
