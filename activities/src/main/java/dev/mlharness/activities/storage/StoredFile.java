package dev.mlharness.activities.storage;

/**
 * A file as its storage lists it.
 *
 * @param key within the bucket or container
 * @param tag changes whenever the content does: ETag, or generation
 * @param size in bytes
 */
public record StoredFile(String key, String tag, long size) {}
