package dev.mlharness.starter.lineage;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import java.util.Map;
import java.util.function.Function;

/** Asks a worker for the way from a model or an endpoint back to its recipe. */
public final class Traces {
  private Traces() {}

  /**
   * @param memo by which whoever asks proves who they are, to the workflow of this id
   * @throws dev.mlharness.starter.console.CommandFailure when no worker answers in time
   */
  public static Lineage ask(
      Temporal temporal, TraceTarget target, Function<String, Map<String, Object>> memo) {
    return Questions.ask(
        temporal,
        "Trace",
        "trace of " + (target.endpoint() == null ? target.model() : target.endpoint()),
        target,
        Lineage.class,
        memo);
  }
}
