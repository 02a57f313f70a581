package dev.mlharness.activities.credentials.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.credentials.cloud.CloudLocation.Adls;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudLocationTest {
  @Test
  void eachCloudIsKnownByItsScheme() {
    assertThat(CloudLocation.parse("s3://lake/a/b/")).isEqualTo(new S3("lake", "a/b"));
    assertThat(CloudLocation.parse("gs://lake")).isEqualTo(new Gcs("lake", ""));
    assertThat(CloudLocation.parse("abfss://files@acme.dfs.core.windows.net/a"))
        .isEqualTo(new Adls("files", "acme.dfs.core.windows.net", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://lake/a", "gs://lake", "abfss://files@acme.dfs.core.windows.net/a/b"})
  void itIsWrittenAsItWasRead(String uri) {
    assertThat(CloudLocation.parse(uri).uri()).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lake/a", "https://lake/a", "s3://UPPER/a", "abfss://x@evil.com/a"})
  void whatIsOfNoCloudIsRefused(String uri) {
    assertThatThrownBy(() -> CloudLocation.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://bucket/folder");
  }
}
