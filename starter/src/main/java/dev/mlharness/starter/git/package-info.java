/** The git repository that holds a recipe. */
@NullMarked
package dev.mlharness.starter.git;

import org.jspecify.annotations.NullMarked;
