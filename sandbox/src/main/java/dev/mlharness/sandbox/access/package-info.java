/** Who gets in: tokens of the workspace and the rules that every request passes. */
@NullMarked
package dev.mlharness.sandbox.access;

import org.jspecify.annotations.NullMarked;
