package dev.mlharness.starter.login;

import java.util.Optional;

/** A place that keeps secrets for one person of this machine. */
interface Keeper {
  /** How it is called in {@link Login#keeper()}. */
  String name();

  /** For people. */
  String words();

  /**
   * @param account whose secret it is
   * @return false when it did not keep it
   */
  boolean keep(String account, String secret);

  Optional<String> find(String account);

  void forget(String account);
}
