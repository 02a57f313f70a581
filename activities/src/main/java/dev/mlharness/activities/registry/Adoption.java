package dev.mlharness.activities.registry;

import dev.mlharness.registry.RegisterRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of the versions that exist already is the one that a request asks for. */
final class Adoption {
  private static final Comparator<Registration> OLDEST =
      Comparator.comparingLong(found -> Long.parseLong(found.version()));

  private Adoption() {}

  /**
   * The version with the request's key; else one that nobody claimed and that was made of the same
   * logged model, by the training task itself. In each case the oldest, so that all who ask choose
   * the same. A version whose registration failed is none.
   */
  static Optional<Registration> choose(List<Registration> ofRun, RegisterRequest request) {
    return oldest(ofRun, found -> found.hasKey(request.key()))
        .or(() -> oldest(ofRun, found -> found.hasNoKey() && found.isOf(request.logged())));
  }

  private static Optional<Registration> oldest(
      List<Registration> ofRun, Predicate<Registration> wanted) {
    return ofRun.stream()
        .filter(found -> found.state() != Registration.State.FAILED)
        .filter(wanted)
        .min(OLDEST);
  }
}
