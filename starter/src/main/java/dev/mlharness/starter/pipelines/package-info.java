/** Pipelines as the ways in see them: found, and started. */
@NullMarked
package dev.mlharness.starter.pipelines;

import org.jspecify.annotations.NullMarked;
