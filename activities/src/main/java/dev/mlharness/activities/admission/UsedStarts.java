package dev.mlharness.activities.admission;

/** Remembers which signed starts have been used, beyond the life of any worker. */
@FunctionalInterface
public interface UsedStarts {

  /**
   * Uses a signed start for an execution.
   *
   * @param id of the signed start
   * @param execution the same id, called again for the same execution, is the same use
   * @return false if another execution has used it
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when it cannot be written
   *     down; then it is not used
   */
  boolean use(String id, String execution);
}
