/** The train, validate and deploy workflow and its stages. */
@NullMarked
package dev.mlharness.pipeline;

import org.jspecify.annotations.NullMarked;
