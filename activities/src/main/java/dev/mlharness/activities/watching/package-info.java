/** What the watches of models need of Temporal itself. */
@NullMarked
package dev.mlharness.activities.watching;

import org.jspecify.annotations.NullMarked;
