/** The start of a pipeline: who started it, and whether they may. */
@NullMarked
package dev.mlharness.start;

import org.jspecify.annotations.NullMarked;
