/** Serving endpoints: each served model is a real scoring server. */
@NullMarked
package dev.mlharness.sandbox.serving;

import org.jspecify.annotations.NullMarked;
