/** Tests of the state on disk. */
@NullMarked
package dev.mlharness.sandbox.store;

import org.jspecify.annotations.NullMarked;
