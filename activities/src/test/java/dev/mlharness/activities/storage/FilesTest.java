package dev.mlharness.activities.storage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Adls;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.credentials.cloud.CloudWorkspace;
import dev.mlharness.activities.credentials.cloud.GoogleEndpoints;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Against the pages of listings that Google and Microsoft document. */
class FilesTest {
  private static final Gcs BUCKET = new Gcs("lake", "train");
  private static final Adls CONTAINER = new Adls("lake", "acme.dfs.core.windows.net", "train");
  private static final String OBJECTS = "/storage/v1/b/lake/o";

  @RegisterExtension
  static final WireMockExtension clouds =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;
  private Workspaces workspaces =
      TestWorkspace.at("http://127.0.0.1:9", Path.of("none"), Limits.DEFAULT);
  private CloudTokens tokens = new CloudTokens(workspaces, receipt -> {});

  @BeforeEach
  void trusted() {
    Instant expiry = Instant.now().plus(Duration.ofMinutes(15));
    clouds.stubFor(
        post(urlPathMatching("/v1/token|/.*/oauth2/v2.0/token"))
            .willReturn(okJson("{\"access_token\": \"given\", \"expires_in\": 900}")));
    clouds.stubFor(
        post(urlPathMatching("/v1/projects/.*"))
            .willReturn(
                okJson("{\"accessToken\": \"given\", \"expireTime\": \"%s\"}".formatted(expiry))));
    workspaces = CloudWorkspace.at(clouds.baseUrl(), folder);
    URI address = URI.create(clouds.baseUrl());
    tokens =
        new CloudTokens(
            workspaces, receipt -> {}, new GoogleEndpoints(address, address), Clock.systemUTC());
  }

  @Test
  void allPagesOfGoogleAreRead() {
    clouds.stubFor(
        get(urlPathEqualTo(OBJECTS))
            .withQueryParam("prefix", equalTo("train"))
            .withQueryParam("pageToken", absent())
            .withHeader("Authorization", equalTo("Bearer given"))
            .willReturn(
                okJson(
                    """
                    {"items": [{"name": "train/1", "generation": "1700000000000001", "size": "10"}],
                     "nextPageToken": "more"}""")));
    clouds.stubFor(
        get(urlPathEqualTo(OBJECTS))
            .withQueryParam("pageToken", equalTo("more"))
            .willReturn(
                okJson(
                    """
                    {"items": [{"name": "train/2", "generation": "1700000000000002", "size": "20"},
                               {"name": "training/3", "generation": "3", "size": "30"}]}""")));

    assertThat(google())
        .isEqualTo(
            digest(
                BUCKET,
                new StoredFile("train/1", "1700000000000001", 10),
                new StoredFile("train/2", "1700000000000002", 20)));
  }

  @Test
  void allPagesOfAzureAreReadAndFoldersPassedOver() {
    clouds.stubFor(
        get(urlPathEqualTo("/lake"))
            .withQueryParam("resource", equalTo("filesystem"))
            .withQueryParam("recursive", equalTo("true"))
            .withQueryParam("directory", equalTo("train"))
            .withQueryParam("continuation", absent())
            .withHeader("Authorization", equalTo("Bearer given"))
            .withHeader("x-ms-version", equalTo("2023-11-03"))
            .willReturn(
                okJson(
                        """
                        {"paths": [
                          {"name": "train/day", "isDirectory": "true", "etag": "0x8D0"},
                          {"name": "train/day/1", "contentLength": "10", "etag": "0x8D1"}]}""")
                    .withHeader("x-ms-continuation", "more==")));
    clouds.stubFor(
        get(urlPathEqualTo("/lake"))
            .withQueryParam("continuation", equalTo("more=="))
            .willReturn(
                okJson(
                    """
                    {"paths": [{"name": "train/2", "contentLength": "20", "etag": "0x8D2"}]}""")));

    assertThat(azure())
        .isEqualTo(
            digest(
                CONTAINER,
                new StoredFile("train/day/1", "0x8D1", 10),
                new StoredFile("train/2", "0x8D2", 20)));
  }

  @Test
  void aRefusedListingSaysWhatToGrant() {
    String denied = "{\"error\": {\"code\": \"403\", \"message\": \"not given\"}}";
    clouds.stubFor(
        get(urlPathMatching(".*")).willReturn(aResponse().withStatus(403).withBody(denied)));

    assertThatThrownBy(this::google)
        .hasMessageContainingAll("not [redacted]", "roles/storage.objectViewer on bucket lake");
    assertThatThrownBy(this::azure)
        .hasMessageContainingAll("not [redacted]", "Storage Blob Data Reader on container lake");
  }

  private String google() {
    Listing listing = new Listing(BUCKET);
    new GoogleFiles(workspaces, tokens, clouds.baseUrl())
        .list(ACCESS, BUCKET, List.of(BUCKET), listing);
    return listing.digest();
  }

  private String azure() {
    Listing listing = new Listing(CONTAINER);
    new AzureFiles(workspaces, tokens, location -> clouds.baseUrl())
        .list(ACCESS, CONTAINER, listing);
    return listing.digest();
  }

  private static String digest(CloudLocation location, StoredFile... files) {
    Listing listing = new Listing(location);
    for (StoredFile file : files) {
      listing.add(file);
    }
    return listing.digest();
  }
}
