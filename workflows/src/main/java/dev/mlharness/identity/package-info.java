/** The chain from this worker's identity to a token of each role, link by link. */
@NullMarked
package dev.mlharness.identity;

import org.jspecify.annotations.NullMarked;
