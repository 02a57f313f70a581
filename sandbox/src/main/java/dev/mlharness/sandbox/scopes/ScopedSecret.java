package dev.mlharness.sandbox.scopes;

/**
 * A value in a scope.
 *
 * @param value base64, as it is handed out
 * @param updated in milliseconds since 1970
 */
record ScopedSecret(String scope, String key, String value, long updated) {

  static String id(String scope, String key) {
    return scope + "/" + key;
  }

  /** Its value is nobody's business but the reader's. */
  @Override
  public String toString() {
    return id(scope, key);
  }
}
