/** Tests of the sandbox over real HTTP. */
@NullMarked
package dev.mlharness.sandbox;

import org.jspecify.annotations.NullMarked;
