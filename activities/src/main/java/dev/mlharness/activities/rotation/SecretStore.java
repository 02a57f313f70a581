package dev.mlharness.activities.rotation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one secret is kept for those who use it. Readers find the <em>current</em> one. Beside it
 * the store keeps, for the rotation alone, a <em>pending</em> one that is not proven yet, and the
 * <em>previous</em> one until it is revoked.
 *
 * <p>What readers find changes in one step, from one whole secret to another. Every method may be
 * cut off at any point and called again.
 *
 * <p>Methods throw {@link io.temporal.failure.ApplicationFailure}: {@code UNAVAILABLE}, {@code
 * ACCESS_DENIED}, or what they say.
 */
interface SecretStore {
  /** What readers find. Its id is null where somebody else has put it there. */
  Optional<StoredSecret> current();

  Optional<StoredSecret> pending();

  Optional<StoredSecret> previous();

  /** Keeps a secret as pending, in place of another pending one. */
  void keep(StoredSecret secret);

  /**
   * The pending secret becomes current, and the current one previous.
   *
   * @param id of the pending secret; already current: nothing happens
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when it is neither
   */
  void promote(String id);

  /**
   * The previous secret becomes current again; where there was none, the store becomes empty.
   *
   * @param id of the secret that must be current; already gone back: nothing happens
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when readers find something
   *     else
   */
  void restore(String id);

  /** Forgets a pending secret; null: whichever it is. */
  void discard(@Nullable String id);

  /** Forgets the previous secret. */
  void settle();
}
