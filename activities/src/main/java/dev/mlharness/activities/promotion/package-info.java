/** How workflows reach the entities of models and freezes: by the worker's own client. */
@NullMarked
package dev.mlharness.activities.promotion;

import org.jspecify.annotations.NullMarked;
