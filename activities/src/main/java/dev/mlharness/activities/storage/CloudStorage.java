package dev.mlharness.activities.storage;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.cloud.AwsSessions;
import dev.mlharness.activities.credentials.cloud.CloudLocation;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Adls;
import dev.mlharness.activities.credentials.cloud.CloudLocation.Gcs;
import dev.mlharness.activities.credentials.cloud.CloudLocation.S3;
import dev.mlharness.activities.credentials.cloud.CloudTokens;
import dev.mlharness.activities.workspace.Workspaces;
import java.util.Collection;
import java.util.List;

/** The storage of all clouds, as a role reaches it. */
public final class CloudStorage {
  private final S3Files s3;
  private final GoogleFiles google;
  private final AzureFiles azure;

  public CloudStorage(Workspaces workspaces, AwsSessions aws, CloudTokens tokens) {
    this.s3 = new S3Files(aws);
    this.google = new GoogleFiles(workspaces, tokens, GoogleFiles.GOOGLE);
    this.azure = new AzureFiles(workspaces, tokens);
  }

  /**
   * The digest of what lies at a location: of each file's key, tag and size.
   *
   * @param together all locations that the caller asks for, so that one credential does for them
   * @return lower-case hex
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when nothing lies there,
   *     {@code ACCESS_DENIED} when the role may not list it, {@code HELD} when it reaches nothing
   *     at that cloud, {@code RECIPE_INVALID} when it is too much, {@code UNAVAILABLE}
   */
  public String digest(Access access, CloudLocation location, Collection<CloudLocation> together) {
    Listing listing = new Listing(location);
    if (location instanceof S3 at) {
      s3.list(access, at, of(S3.class, together), listing);
    } else if (location instanceof Gcs at) {
      google.list(access, at, of(Gcs.class, together), listing);
    } else if (location instanceof Adls at) {
      azure.list(access, at, listing);
    }
    return listing.digest();
  }

  private static <T extends CloudLocation> List<T> of(
      Class<T> kind, Collection<CloudLocation> together) {
    return together.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
