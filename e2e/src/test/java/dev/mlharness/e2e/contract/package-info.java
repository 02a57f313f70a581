/** One contract for each activity, kept by every system that stands behind it. */
@NullMarked
package dev.mlharness.e2e.contract;

import org.jspecify.annotations.NullMarked;
