package dev.mlharness.activities.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Adls;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.credentials.cloud.SessionName;
import dev.mlharness.activities.workspace.Workspaces;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Lists Azure Data Lake Storage, by its path API. */
final class AzureFiles {
  private static final Map<String, String> VERSION = Map.of("x-ms-version", "2023-11-03");

  private final Workspaces workspaces;
  private final CloudTokens tokens;
  private final Function<Adls, String> address;

  AzureFiles(Workspaces workspaces, CloudTokens tokens) {
    this(workspaces, tokens, location -> "https://" + location.host());
  }

  /**
   * @param address of the account that a location is in
   */
  AzureFiles(Workspaces workspaces, CloudTokens tokens, Function<Adls, String> address) {
    this.workspaces = workspaces;
    this.tokens = tokens;
    this.address = address;
  }

  void list(Access access, Adls location, Listing listing) {
    var http = new TokenEndpoint(workspaces.of(access).limits().httpTimeout());
    var pages =
        new HttpListing(
            http,
            location,
            "Assign Storage Blob Data Reader on container %s of %s to the role's application."
                .formatted(location.container(), location.host()));
    SessionName name = SessionName.current();
    String next = "";
    do {
      SecretToken token = tokens.azure(access, name);
      Answer page = pages.page(page(location, next), token, VERSION);
      page.json().path("paths").forEach(path -> add(path, listing));
      next = page.header("x-ms-continuation").orElse("");
    } while (!next.isEmpty());
  }

  private URI page(Adls location, String next) {
    return URI.create(
        "%s/%s?resource=filesystem&recursive=true%s%s"
            .formatted(
                address.apply(location),
                location.container(),
                parameter("directory", location.path()),
                parameter("continuation", next)));
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + TokenEndpoint.encode(value);
  }

  private static void add(JsonNode path, Listing listing) {
    // The storage writes true as a text here.
    if (!path.path("isDirectory").asBoolean()) {
      listing.add(
          new StoredFile(
              path.path("name").asText(),
              path.path("etag").asText().replace("\"", ""),
              path.path("contentLength").asLong()));
    }
  }
}
