package dev.mlharness.world;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretActivities;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.secret.SecretSummary;
import dev.mlharness.secret.SecretsQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets of one service principal, and the store that holds one of them. */
public final class FakeSecrets implements SecretActivities {
  public static final Duration OVERLAP = Duration.ofHours(12);

  private final Faults faults;
  private final List<String> valid = new ArrayList<>(List.of("old"));
  private @Nullable String pending;
  private @Nullable String current = "old";
  private @Nullable String previous;
  private int made;
  private boolean everWithout;

  FakeSecrets(Faults faults) {
    this.faults = faults;
  }

  @Override
  public List<SecretSummary> list(SecretsQuestion question) {
    return List.of(
        new SecretSummary(
            "bi", access(), "principal-1", "file", OVERLAP, current, null, null, 1, null));
  }

  private static Access access() {
    return new Access("prod", "rotator");
  }

  @Override
  public synchronized RotationPlan plan(String secret) {
    return faults.around(
        "PlanRotation",
        () ->
            new RotationPlan(
                secret,
                access(),
                "principal-1",
                "file",
                OVERLAP,
                valid,
                current == null ? List.of() : List.of(current)));
  }

  @Override
  public synchronized String issue(SecretChange change) {
    return faults.around(
        "IssueSecret",
        () -> {
          if (pending == null) {
            made++;
            pending = "new-" + made;
            valid.add(pending);
          }
          return pending;
        });
  }

  @Override
  public synchronized void prove(SecretChange change) {
    faults.around(
        "ProveSecret",
        () -> {
          if (!valid.contains(change.known())) {
            throw Failures.of(FailureType.UNAVAILABLE, "it opens nothing");
          }
          return true;
        });
  }

  @Override
  public synchronized void promote(SecretChange change) {
    faults.around("PromoteSecret", () -> promoted(change.known()));
  }

  private boolean promoted(String id) {
    if (id.equals(pending)) {
      previous = current;
      current = pending;
      pending = null;
    }
    return look();
  }

  @Override
  public synchronized void restore(SecretChange change) {
    faults.around(
        "RestoreSecret",
        () -> {
          if (change.known().equals(current)) {
            current = previous;
            previous = null;
          }
          return look();
        });
  }

  @Override
  public synchronized void discard(SecretChange change) {
    faults.around(
        "DiscardSecret",
        () -> {
          String id = change.fresh() == null ? pending : change.fresh();
          if (id != null && id.equals(current)) {
            throw Failures.of(FailureType.HELD, "it is in use");
          }
          valid.remove(id);
          pending = null;
          return look();
        });
  }

  @Override
  public synchronized void revoke(SecretChange change) {
    faults.around(
        "RevokeSecret",
        () -> {
          valid.removeAll(change.former());
          previous = null;
          return look();
        });
  }

  private boolean look() {
    everWithout |= current == null || !valid.contains(current);
    return everWithout;
  }

  /** What readers of the store find. */
  public synchronized @Nullable String current() {
    return current;
  }

  /** The secrets that open the door. */
  public synchronized List<String> valid() {
    return List.copyOf(valid);
  }

  /** Whether there was a moment at which the store held no secret that works. */
  public synchronized boolean everWithout() {
    return everWithout;
  }

  /** Somebody deletes a secret at Databricks. */
  public synchronized void deleteOutside(String id) {
    valid.remove(id);
  }
}
