/**
 * Databricks workspaces: the client, its errors, and job runs submitted, watched, repaired and
 * cancelled.
 */
@NullMarked
package dev.mlharness.activities.databricks;

import org.jspecify.annotations.NullMarked;
