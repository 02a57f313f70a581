package dev.mlharness.activities.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.credentials.cloud.CloudLocation;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final StoredFile ONE = new StoredFile("train/1", "e1", 10);
  private static final StoredFile TWO = new StoredFile("train/2", "e2", 20);

  @Test
  void theOrderOfTheListingDoesNotCount() {
    assertThat(digest(ONE, TWO)).isEqualTo(digest(TWO, ONE)).hasSize(64);
  }

  @Test
  void changedContentIsAnotherDigest() {
    assertThat(digest(ONE)).isNotEqualTo(digest(new StoredFile("train/1", "e9", 10)));
    assertThat(digest(ONE)).isNotEqualTo(digest(ONE, TWO));
  }

  @Test
  void whatOnlyBeginsAlikeIsNotThere() {
    assertThat(digest(ONE, new StoredFile("train-old/1", "e", 1))).isEqualTo(digest(ONE));
  }

  @Test
  void nothingIsNothingToTrainOn() {
    assertThatThrownBy(ListingTest::digest).hasMessageContaining("Nothing lies at s3://lake/train");
  }

  private static String digest(StoredFile... files) {
    Listing listing = new Listing(CloudLocation.parse("s3://lake/train"));
    for (StoredFile file : files) {
      listing.add(file);
    }
    return listing.digest();
  }
}
