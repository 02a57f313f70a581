/** The outside world of a pipeline, in memory: fakes of all activities that act on one state. */
@NullMarked
package dev.mlharness.world;

import org.jspecify.annotations.NullMarked;
