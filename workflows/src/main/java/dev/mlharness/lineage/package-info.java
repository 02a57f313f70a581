/** From a live endpoint, a model version or an alias back to the recipe. */
@NullMarked
package dev.mlharness.lineage;

import org.jspecify.annotations.NullMarked;
