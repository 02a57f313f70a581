/** Tests of the keys that sign starts. */
@NullMarked
package dev.mlharness.starter.signing;

import org.jspecify.annotations.NullMarked;
