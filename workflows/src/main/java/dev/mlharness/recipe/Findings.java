package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document under examination, and what has been found in it so far. */
final class Findings {
  private final Document document;
  private final List<Problem> problems = new ArrayList<>();

  Findings(Document document) {
    this.document = document;
  }

  JsonNode at(String pointer) {
    return document.root().at(pointer);
  }

  void add(String pointer, String message, @Nullable String hint) {
    add(JsonPointer.compile(pointer), message, hint);
  }

  void add(JsonPointer pointer, String message, @Nullable String hint) {
    problems.add(document.problem(pointer, message, hint));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
