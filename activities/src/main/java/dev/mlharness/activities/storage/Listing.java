package dev.mlharness.activities.storage;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.recipe.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what lies at a location, up to a limit. */
final class Listing {
  /** More than that belongs into a table, and does not fit into the time of one activity. */
  private static final int MOST = 100_000;

  private final CloudLocation location;
  private final List<StoredFile> files = new ArrayList<>();

  Listing(CloudLocation location) {
    this.location = location;
  }

  /** Passes over what only begins alike: {@code train-old} is not in {@code train}. */
  void add(StoredFile file) {
    String path = location.path();
    if (!path.isEmpty() && !file.key().equals(path) && !file.key().startsWith(path + "/")) {
      return;
    }
    if (files.size() == MOST) {
      throw Failures.of(
          FailureType.RECIPE_INVALID,
          "%s holds more than %d files. Name a smaller folder, or make a Delta table of them."
              .formatted(location.uri(), MOST));
    }
    files.add(file);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /**
   * SHA-256 of the canonical JSON of the files, sorted by key.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when there are none
   */
  String digest() {
    if (isEmpty()) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "Nothing lies at %s. Mend the location under data.".formatted(location.uri()));
    }
    files.sort(Comparator.comparing(StoredFile::key));
    return Digest.of(files);
  }
}
