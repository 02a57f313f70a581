/** Tests of the chain to each role. */
@NullMarked
package dev.mlharness.activities.identity;

import org.jspecify.annotations.NullMarked;
