/** Databricks job runs as the workflows see them: submit, watch, cancel, repair, output. */
@NullMarked
package dev.mlharness.run;

import org.jspecify.annotations.NullMarked;
