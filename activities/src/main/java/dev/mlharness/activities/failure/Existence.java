package dev.mlharness.activities.failure;

import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls for which it is no failure that a thing is not there, or is there already. */
public final class Existence {
  private Existence() {}

  /** What the call returns; empty where it fails with {@code NOT_FOUND}. */
  public static <T> Optional<T> find(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (ApplicationFailure e) {
      if (is(e, FailureType.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Calls for something to be made, and is content if it exists: somebody was quicker, or an
   * earlier reply was lost.
   *
   * @return whether this call made it
   */
  public static boolean ensure(Runnable call) {
    try {
      call.run();
      return true;
    } catch (ApplicationFailure e) {
      if (is(e, FailureType.CONFLICT)) {
        return false;
      }
      throw e;
    }
  }

  /** Whether the failure is of that type. */
  public static boolean is(ApplicationFailure failure, FailureType type) {
    return type.name().equals(failure.getType());
  }
}
