/** Upkeep that runs by itself, at the times of a cron expression. */
@NullMarked
package dev.mlharness.starter.cron;

import org.jspecify.annotations.NullMarked;
