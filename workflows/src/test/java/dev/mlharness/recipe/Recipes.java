package dev.mlharness.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recipes that tests read. */
final class Recipes {
  static final String MINIMAL =
      """
      model: main.fraud.fraud_detector
      train: {notebook: /Shared/train}
      validate: {thresholds: {f1_score: {min: 0.9}}}
      """;

  private Recipes() {}

  /** One that holds every key. */
  static String full() {
    return read("full.yml");
  }

  /** One that stays as it is, whatever keys are added to the language. */
  static String known() {
    return read("known.yml");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("src/test/resources/recipes").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
