package dev.mlharness.activities.rotation;

import java.nio.file.Path;

/** Where a secret is kept for those who use it. */
public sealed interface StorePlace {
  /** For people. Never says anything secret. */
  String words();

  /**
   * A file on the worker's machine, or on a volume that it shares with readers.
   *
   * @param path whose folder exists
   */
  record InFile(Path path) implements StorePlace {
    @Override
    public String words() {
      return "file " + path;
    }
  }
}
