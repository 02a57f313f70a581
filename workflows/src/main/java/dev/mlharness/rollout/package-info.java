/** Rollouts: traffic goes to a candidate step by step, and back when it does not hold up. */
@NullMarked
package dev.mlharness.rollout;

import org.jspecify.annotations.NullMarked;
