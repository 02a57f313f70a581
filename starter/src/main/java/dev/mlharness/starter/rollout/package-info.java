/** Rollouts as the ways in see them: looked at, and steered. */
@NullMarked
package dev.mlharness.starter.rollout;

import org.jspecify.annotations.NullMarked;
