/** The process that hosts workflows and activities: configuration, wiring, start, drain, health. */
@NullMarked
package dev.mlharness.worker;

import org.jspecify.annotations.NullMarked;
