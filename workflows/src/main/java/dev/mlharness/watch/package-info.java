/** Watching a model that serves: checks on a timer, and what follows when a rule is broken. */
@NullMarked
package dev.mlharness.watch;

import org.jspecify.annotations.NullMarked;
