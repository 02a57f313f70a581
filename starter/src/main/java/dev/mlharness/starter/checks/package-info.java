/** Commands about the watches of models that serve. */
@NullMarked
package dev.mlharness.starter.checks;

import org.jspecify.annotations.NullMarked;
