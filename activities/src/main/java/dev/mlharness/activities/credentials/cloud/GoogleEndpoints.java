package dev.mlharness.activities.credentials.cloud;

import java.net.URI;

/** Where Google Cloud is asked. */
public record GoogleEndpoints(URI sts, URI credentials) {
  public static final GoogleEndpoints GOOGLE =
      new GoogleEndpoints(
          URI.create("https://sts.googleapis.com"),
          URI.create("https://iamcredentials.googleapis.com"));
}
