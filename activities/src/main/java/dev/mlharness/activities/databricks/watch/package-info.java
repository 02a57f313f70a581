/** Waiting for many runs at the cost of few requests, and telling Temporal when each has ended. */
@NullMarked
package dev.mlharness.activities.databricks.watch;

import org.jspecify.annotations.NullMarked;
