/** Webhooks as their senders sign them. */
@NullMarked
package dev.mlharness.starter.api.hooks;

import org.jspecify.annotations.NullMarked;
