/** The sandbox: a Databricks workspace on one's own machine, as one executable jar. */
@NullMarked
package dev.mlharness.sandbox;

import org.jspecify.annotations.NullMarked;
