package dev.mlharness.recipe;

import org.jspecify.annotations.Nullable;

/**
 * An input: a table at a version, a registered model at a version or alias, or files in cloud
 * storage. Exactly one of {@code table}, {@code model} and {@code location} is set.
 *
 * @param name how tasks get it: parameters {@code data_<name>_table}, {@code data_<name>_version},
 *     and alike
 * @param location a file or folder, as in {@code s3://bucket/folder}
 * @param version a number, for files the digest of their listing, or {@code latest}
 * @param alias for a model: the alias to pin, instead of a version
 */
public record DataSet(
    String name,
    @Nullable String table,
    @Nullable String model,
    @Nullable String location,
    String version,
    @Nullable String alias) {

  /** The word that means: whatever is newest when the pipeline starts. */
  public static final String LATEST = "latest";
}
