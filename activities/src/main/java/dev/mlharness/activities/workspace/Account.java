package dev.mlharness.activities.workspace;

import java.net.URI;

/**
 * The Databricks account that a workspace belongs to.
 *
 * @param host of the account's console, as in {@code https://accounts.cloud.databricks.com}
 * @param id a UUID
 */
public record Account(URI host, String id) {
  public Account {
    if (!host.isAbsolute() || host.getHost() == null) {
      throw new IllegalArgumentException(
          "identity.account-host '"
              + host
              + "' is not a URL, as in https://accounts.cloud.databricks.com");
    }
    if (id.isBlank()) {
      throw new IllegalArgumentException("identity.account-id is blank; it is a UUID");
    }
  }
}
