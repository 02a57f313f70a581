/** Serving endpoints: compare, change, wait until they serve it. */
@NullMarked
package dev.mlharness.activities.serving;

import org.jspecify.annotations.NullMarked;
