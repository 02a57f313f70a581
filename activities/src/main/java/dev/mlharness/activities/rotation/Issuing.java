package dev.mlharness.activities.rotation;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one secret and hands it to the store, however often it is cut off.
 *
 * <p>Databricks tells the value of a secret once, in the answer that makes it, and has no
 * idempotency token for it. The value must be in the store before anything else is done, and it
 * must travel nowhere; so making and handing over are one activity. A worker that dies between the
 * two leaves an <em>orphan</em>: a secret whose value nobody knows. The next try finds it by
 * comparing ids: what is there now, was not there when the rotation began ({@code before}, which
 * stands in the history) and is not in the store. It deletes the orphan before it makes another, so
 * that tries never use up the few secrets that a service principal may have. A worker that dies
 * after the value was handed over leaves a pending secret, whose id the next try returns.
 *
 * <p>Secrets that somebody else makes of the same principal at the same time look like orphans. As
 * each try cleans up after the former one, there is one orphan at most, and none at the first try;
 * whatever is beyond that is somebody else's, and the rotation gives up rather than delete it.
 */
record Issuing(ManagedSecret secret, PrincipalSecrets principal, SecretStore store) {

  /**
   * @param before ids of the principal's secrets when the rotation began
   * @param attempt the how-manieth try it is, from 1
   * @return the id of the new secret
   */
  String issue(List<String> before, int attempt) {
    List<String> now = principal.ids();
    Optional<StoredSecret> own =
        store.pending().filter(pending -> since(before, now).contains(pending.id()));
    if (own.isPresent() && own.get().id() != null) {
      return own.get().id();
    }
    orphans(since(before, now), attempt > 1 ? 1 : 0).forEach(principal::delete);
    clearLeftover(now);
    StoredSecret made = principal.create();
    store.keep(made);
    return String.valueOf(made.id());
  }

  /** What a rotation that was terminated has left: nobody has ever seen it. */
  private void clearLeftover(List<String> now) {
    Optional<StoredSecret> leftover = store.pending();
    @Nullable String id = leftover.map(StoredSecret::id).orElse(null);
    if (id == null) {
      return;
    }
    if (isCurrent(id)) {
      store.promote(id);
      return;
    }
    if (now.contains(id)) {
      principal.delete(id);
    }
    store.discard(id);
  }

  /**
   * Deletes what {@link #issue} has made, whether it answered or not.
   *
   * @param fresh what it answered; null: nothing
   */
  void discard(List<String> before, @Nullable String fresh) {
    List<String> since = since(before, principal.ids());
    @Nullable String pending =
        store.pending().map(StoredSecret::id).filter(since::contains).orElse(null);
    @Nullable String known = fresh == null ? pending : fresh;
    List<String> made = known == null ? orphans(since, 1) : List.of(known);
    for (String id : made) {
      if (isCurrent(id)) {
        throw Failures.of(
            FailureType.HELD,
            "Secret %s of service principal %s is in use: readers of %s find it. It was not deleted. Put the former secret back there first."
                .formatted(id, secret.principal(), secret.store().words()));
      }
      principal.delete(id);
      store.discard(id);
    }
  }

  private boolean isCurrent(String id) {
    return store.current().filter(current -> current.is(id)).isPresent();
  }

  private static List<String> since(List<String> before, List<String> now) {
    return now.stream().filter(id -> !before.contains(id)).toList();
  }

  private List<String> orphans(List<String> since, int most) {
    if (since.size() > most) {
      throw Failures.of(
          FailureType.CONFLICT,
          "Somebody else makes secrets of service principal %s at the same time: %s. None was deleted. Delete what nobody uses, then rotate '%s' again."
              .formatted(secret.principal(), String.join(", ", since), secret.name()));
    }
    return since;
  }
}
