/**
 * How an activity says that it failed, so that Temporal retries what is worth a retry and nothing
 * else.
 */
@NullMarked
package dev.mlharness.activities.failure;

import org.jspecify.annotations.NullMarked;
