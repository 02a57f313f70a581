/** Walks the chain from this worker's identity to each role, and says where it breaks. */
@NullMarked
package dev.mlharness.activities.identity;

import org.jspecify.annotations.NullMarked;
