/** The sandbox of the local stack, as a program that has a role meets it. */
@NullMarked
package dev.mlharness.starter.sandbox;

import org.jspecify.annotations.NullMarked;
