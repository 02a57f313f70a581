/** The way back from a live endpoint, a version or an alias to the recipe. */
@NullMarked
package dev.mlharness.activities.lineage;

import org.jspecify.annotations.NullMarked;
