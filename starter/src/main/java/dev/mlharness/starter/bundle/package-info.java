/** {@code ./harness import}: the training job of an asset bundle becomes a recipe. */
@NullMarked
package dev.mlharness.starter.bundle;

import org.jspecify.annotations.NullMarked;
