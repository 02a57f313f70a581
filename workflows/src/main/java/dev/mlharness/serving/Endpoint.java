package dev.mlharness.serving;

import org.jspecify.annotations.Nullable;

/**
 * An endpoint that may exist.
 *
 * @param config null when it does not exist
 */
public record Endpoint(String name, String url, @Nullable EndpointConfig config) {}
