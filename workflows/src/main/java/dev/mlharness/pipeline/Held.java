package dev.mlharness.pipeline;

import java.util.List;

/**
 * A stage that waits for a person.
 *
 * @param reason why it failed, with the link to what failed where there is one
 * @param answers what the person may say: {@code retry}, perhaps {@code skip}, {@code abort}
 */
public record Held(Stage stage, String reason, List<String> answers) {
  public Held {
    answers = List.copyOf(answers);
  }
}
