package dev.mlharness.starter.bundle;

/**
 * What was not carried over, or needs a person.
 *
 * @param place file and line in the bundle
 * @param key which key there
 * @param message what to do about it
 */
record Note(String place, String key, String message) {
  @Override
  public String toString() {
    return place + ": " + key + ": " + message;
  }
}
