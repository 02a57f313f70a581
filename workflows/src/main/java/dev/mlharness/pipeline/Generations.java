package dev.mlharness.pipeline;

import java.util.EnumMap;
import java.util.Map;

/** Counts the runs of each stage from 1: no two of a pipeline share a token. */
final class Generations {
  private final Map<Stage, Integer> last = new EnumMap<>(Stage.class);

  int next(Stage stage) {
    return last.merge(stage, 1, Integer::sum);
  }
}
