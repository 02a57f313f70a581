/** Tests of what is decided about runs. */
@NullMarked
package dev.mlharness.sandbox.runs;

import org.jspecify.annotations.NullMarked;
