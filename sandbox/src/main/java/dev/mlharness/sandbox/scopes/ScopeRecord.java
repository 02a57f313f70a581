package dev.mlharness.sandbox.scopes;

import dev.mlharness.sandbox.identity.Caller;

/**
 * A scope as it is kept.
 *
 * @param manager who may use it, beside admins; {@code users}: everybody
 */
record ScopeRecord(String name, String manager) {

  static final String EVERYBODY = "users";

  boolean isFor(Caller caller) {
    return caller.admin() || manager.equals(EVERYBODY) || caller.is(manager);
  }
}
