package dev.mlharness.activities.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.credentials.cloud.SessionName;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Lists Google Cloud Storage, by its JSON API. */
record GoogleFiles(Workspaces workspaces, CloudTokens tokens, String host) {
  static final String GOOGLE = "https://storage.googleapis.com";

  private static final String FIELDS = "items(name,generation,size),nextPageToken";

  void list(Access access, Gcs location, List<Gcs> together, Listing listing) {
    var http = new TokenEndpoint(workspaces.of(access).limits().httpTimeout());
    var pages =
        new HttpListing(
            http,
            location,
            "Grant roles/storage.objectViewer on bucket %s to the role's service account."
                .formatted(location.bucket()));
    SessionName name = SessionName.current();
    String next = "";
    do {
      SecretToken token = tokens.google(access, together, name);
      JsonNode page = pages.page(address(location, next), token, Map.of()).json();
      page.path("items").forEach(item -> listing.add(file(item)));
      next = page.path("nextPageToken").asText("");
    } while (!next.isEmpty());
  }

  private URI address(Gcs location, String next) {
    return URI.create(
        "%s/storage/v1/b/%s/o?prefix=%s&fields=%s%s"
            .formatted(
                host,
                location.bucket(),
                TokenEndpoint.encode(location.path()),
                TokenEndpoint.encode(FIELDS),
                next.isEmpty() ? "" : "&pageToken=" + TokenEndpoint.encode(next)));
  }

  private static StoredFile file(JsonNode item) {
    return new StoredFile(
        item.path("name").asText(), item.path("generation").asText(), item.path("size").asLong());
  }
}
