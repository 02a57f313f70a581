/** The keys that sign starts, as a file of the operator's. */
@NullMarked
package dev.mlharness.starter.signing;

import org.jspecify.annotations.NullMarked;
