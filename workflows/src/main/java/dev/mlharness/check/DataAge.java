package dev.mlharness.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a table has moved on since a model was trained on it.
 *
 * @param newest version of the table
 * @param unseenSince when the first version was written that the model has not seen; null: it has
 *     seen all
 */
public record DataAge(String newest, @Nullable Instant unseenSince) {}
