package dev.mlharness.activities.credentials.cloud;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file or folder in cloud storage. */
public sealed interface CloudLocation {

  /** Within the bucket or container, without slashes around it; empty: all of it. */
  String path();

  /** As a recipe writes it, without a slash at its end. */
  String uri();

  /** Amazon S3. */
  record S3(String bucket, String path) implements CloudLocation {
    @Override
    public String uri() {
      return joined("s3://" + bucket, path);
    }
  }

  /** Google Cloud Storage. */
  record Gcs(String bucket, String path) implements CloudLocation {
    @Override
    public String uri() {
      return joined("gs://" + bucket, path);
    }
  }

  /**
   * Azure Data Lake Storage.
   *
   * @param host of the storage account, as in {@code acme.dfs.core.windows.net}
   */
  record Adls(String container, String host, String path) implements CloudLocation {
    @Override
    public String uri() {
      return joined("abfss://" + container + "@" + host, path);
    }
  }

  /**
   * Reads what a recipe writes. The recipe's schema is stricter about characters.
   *
   * @throws IllegalArgumentException when it is of no cloud
   */
  static CloudLocation parse(String uri) {
    Matcher parts = Forms.ANY.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no location in cloud storage, as in s3://bucket/folder, gs://bucket/folder or abfss://container@account.dfs.core.windows.net/folder"
              .formatted(uri));
    }
    String path = parts.group("path").replaceAll("^/+|/+$", "");
    if (parts.group("container") != null) {
      return new Adls(parts.group("container"), parts.group("host"), path);
    }
    return uri.startsWith("s3:")
        ? new S3(parts.group("bucket"), path)
        : new Gcs(parts.group("bucket"), path);
  }

  private static String joined(String root, String path) {
    return path.isEmpty() ? root : root + "/" + path;
  }

  /** How locations are written. */
  final class Forms {
    private static final Pattern ANY =
        Pattern.compile(
            "(?:(?:s3|gs)://(?<bucket>[a-z0-9][a-z0-9._-]{1,61}[a-z0-9])"
                + "|abfss://(?<container>[a-z0-9$-]{3,63})@(?<host>[a-z0-9]{3,24}\\.dfs\\.[a-z0-9.-]+))"
                + "(?<path>(?:/.*)?)");

    private Forms() {}
  }
}
