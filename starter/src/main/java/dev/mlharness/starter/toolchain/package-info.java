/** Finds or installs, once, what the local stack runs on: Temporal and a Python environment. */
@NullMarked
package dev.mlharness.starter.toolchain;

import org.jspecify.annotations.NullMarked;
