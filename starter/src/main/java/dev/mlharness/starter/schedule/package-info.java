/** Recipes that run by themselves, on Temporal Schedules. */
@NullMarked
package dev.mlharness.starter.schedule;

import org.jspecify.annotations.NullMarked;
