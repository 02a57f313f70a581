/** Two versions of a model, side by side: what differs in what they came from, and in what came. */
@NullMarked
package dev.mlharness.comparison;

import org.jspecify.annotations.NullMarked;
