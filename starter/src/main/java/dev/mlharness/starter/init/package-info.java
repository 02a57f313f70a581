/** Starts a team's own project from an example. */
@NullMarked
package dev.mlharness.starter.init;

import org.jspecify.annotations.NullMarked;
