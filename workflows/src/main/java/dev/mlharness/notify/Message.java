package dev.mlharness.notify;

import dev.mlharness.recipe.Occasion;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened. Never holds a secret.
 *
 * @param id the same for the same happening, however often it is sent: a receiver drops doubles by
 *     it
 * @param words one sentence, for people
 * @param facts whatever else is worth knowing, by name; long values are cut
 */
public record Message(
    String id,
    Occasion occasion,
    Instant at,
    About about,
    String words,
    Map<String, String> facts) {
  private static final int LONGEST = 2_000;

  public Message {
    words = shortened(words);
    Map<String, String> kept = new TreeMap<>();
    facts.forEach((name, value) -> kept.put(name, shortened(value)));
    facts = Map.copyOf(kept);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
