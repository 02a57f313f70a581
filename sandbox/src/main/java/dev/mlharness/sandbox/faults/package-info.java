/** Faults that a test can ask for, and counters of the effects that really happened. */
@NullMarked
package dev.mlharness.sandbox.faults;

import org.jspecify.annotations.NullMarked;
