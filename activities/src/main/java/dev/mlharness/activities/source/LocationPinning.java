package dev.mlharness.activities.source;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.storage.CloudStorage;
import dev.mlharness.recipe.DataSet;
import dev.mlharness.recipe.Manifest.DataPin;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Pins files in cloud storage by the digest of their listing. */
final class LocationPinning {
  private final CloudStorage storage;

  LocationPinning(CloudStorage storage) {
    this.storage = storage;
  }

  /** Where files of these data sets lie. */
  static List<CloudLocation> of(List<DataSet> data) {
    return parsed(data.stream().map(DataSet::location).filter(Objects::nonNull));
  }

  /**
   * @param wanted the digest that the listing must have, or {@code latest}
   * @param together where all files of the recipe lie
   * @return the digest that it has
   */
  String pin(Access access, String location, String wanted, List<CloudLocation> together) {
    String digest = storage.digest(access, CloudLocation.parse(location), together);
    if (!wanted.equals(DataSet.LATEST) && !wanted.equals(digest)) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "The files at %s are not those that the recipe asks for: their digest is %s, not %s. Put the files back, or mend the version under data."
              .formatted(location, digest, wanted));
    }
    return digest;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when files are not those that
   *     were pinned
   */
  void check(Access access, List<DataPin> pins) {
    List<CloudLocation> together = parsed(pins.stream().map(DataPin::securable));
    for (DataPin pin : pins) {
      String now = storage.digest(access, CloudLocation.parse(pin.securable()), together);
      if (!now.equals(pin.version())) {
        throw Failures.of(
            FailureType.CONFLICT,
            "The files of data set '%s' at %s changed since they were pinned: their digest was %s and is %s. Put them back and retry; or abort, and start a new pipeline, which pins what is there now."
                .formatted(pin.name(), pin.securable(), pin.version(), now));
      }
    }
  }

  private static List<CloudLocation> parsed(Stream<String> locations) {
    return locations.map(CloudLocation::parse).distinct().toList();
  }
}
