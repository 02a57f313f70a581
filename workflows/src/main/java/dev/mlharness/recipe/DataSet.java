package dev.mlharness.recipe;

import org.jspecify.annotations.Nullable;

/**
 * An input: a table at a version, or a registered model at a version or alias. Exactly one of
 * {@code table} and {@code model} is set.
 *
 * @param name how tasks get it: parameters {@code data_<name>_table}, {@code data_<name>_version}
 * @param version a number, or {@code latest}
 * @param alias for a model: the alias to pin, instead of a version
 */
public record DataSet(
    String name,
    @Nullable String table,
    @Nullable String model,
    String version,
    @Nullable String alias) {

  /** The word that means: whatever is newest when the pipeline starts. */
  public static final String LATEST = "latest";
}
