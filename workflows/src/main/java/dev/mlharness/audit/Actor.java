package dev.mlharness.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did it, and as whom.
 *
 * @param who a person, or the worker that acted by itself
 * @param role the role that was used; null: none
 * @param principal the service principal that the role is bound to; null: none
 */
public record Actor(String who, @Nullable String role, @Nullable String principal) {

  /** Somebody who used no role. */
  public static Actor of(String who) {
    return new Actor(who, null, null);
  }
}
