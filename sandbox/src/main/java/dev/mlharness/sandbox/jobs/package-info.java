/** Jobs: runs that are described once and started often. */
@NullMarked
package dev.mlharness.sandbox.jobs;

import org.jspecify.annotations.NullMarked;
