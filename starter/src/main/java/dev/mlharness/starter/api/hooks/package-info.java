/** Webhooks: deliveries of others that start pipelines, each signed, each once. */
@NullMarked
package dev.mlharness.starter.api.hooks;

import org.jspecify.annotations.NullMarked;
