/** Databricks job runs: submitted, repaired, cancelled. */
@NullMarked
package dev.mlharness.activities.databricks.run;

import org.jspecify.annotations.NullMarked;
