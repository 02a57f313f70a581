package dev.mlharness.promotion;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.promotion.Reign.Origin;
import org.jspecify.annotations.Nullable;

/** Which version a rollback shall bring back. */
final class Targets {
  private Targets() {}

  /**
   * @param previous what the alias previous names
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when there is none that would
   *     not surprise
   */
  static String of(
      RollbackOrder order, Champions champions, @Nullable String now, @Nullable String previous) {
    if (order.instead() != null && !order.instead().equals(now)) {
      throw Failures.of(
          FailureType.CONFLICT,
          "version %s is not champion any more; there is nothing to roll back"
              .formatted(order.instead()));
    }
    String wanted = order.to() == null ? former(champions, previous) : order.to();
    if (wanted.equals(now)) {
      throw Failures.of(
          FailureType.CONFLICT,
          "version %s is champion already; there is nothing to roll back".formatted(wanted));
    }
    return wanted;
  }

  private static String former(Champions champions, @Nullable String previous) {
    champions
        .current()
        .filter(reign -> reign.origin() == Origin.ROLLBACK)
        .ifPresent(
            reign -> {
              throw Failures.of(
                  FailureType.CONFLICT,
                  "version %s is champion because %s rolled back to it (%s); say with --to which version you want"
                      .formatted(reign.version(), reign.by(), reign.why()));
            });
    if (previous != null) {
      return previous;
    }
    return champions
        .former()
        .map(Reign::version)
        .orElseThrow(
            () ->
                Failures.of(
                    FailureType.CONFLICT,
                    "no version was champion before; say with --to which version you want"));
  }
}
