/** Clients of Databricks workspaces, and what their errors mean. */
@NullMarked
package dev.mlharness.activities.databricks;

import org.jspecify.annotations.NullMarked;
