/** Finds what is missing or misconfigured on this machine, and says how to mend it. */
@NullMarked
package dev.mlharness.starter.doctor;

import org.jspecify.annotations.NullMarked;
