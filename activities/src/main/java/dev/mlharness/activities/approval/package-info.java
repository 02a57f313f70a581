/** Gates: who may decide at them, by which proof, and whether that still stands. */
@NullMarked
package dev.mlharness.activities.approval;

import org.jspecify.annotations.NullMarked;
