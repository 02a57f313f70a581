package dev.mlharness.activities.approval;

import dev.mlharness.approval.OpenGate;
import java.util.Optional;

/** The gates of pipelines, as they are at the moment. */
@FunctionalInterface
public interface OpenGates {

  /**
   * @param pipeline its workflow id
   * @return empty when no gate is open there
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when there is no such
   *     pipeline, {@code UNAVAILABLE} when it does not answer
   */
  Optional<OpenGate> of(String pipeline);
}
