/** Bundles as teams have them, and what becomes of them. */
@NullMarked
package dev.mlharness.starter.bundle;

import org.jspecify.annotations.NullMarked;
