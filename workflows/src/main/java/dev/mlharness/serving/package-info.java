/** Serving endpoints as the workflows see them: read, deploy, restore. */
@NullMarked
package dev.mlharness.serving;

import org.jspecify.annotations.NullMarked;
