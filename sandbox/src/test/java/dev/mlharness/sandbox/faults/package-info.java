/** Tests of when a fault strikes. */
@NullMarked
package dev.mlharness.sandbox.faults;

import org.jspecify.annotations.NullMarked;
