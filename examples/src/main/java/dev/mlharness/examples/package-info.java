/** Recipes with their training code, to start from. */
@NullMarked
package dev.mlharness.examples;

import org.jspecify.annotations.NullMarked;
