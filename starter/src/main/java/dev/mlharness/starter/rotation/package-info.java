/** Rotates secrets of service principals, now and on a schedule. */
@NullMarked
package dev.mlharness.starter.rotation;

import org.jspecify.annotations.NullMarked;
