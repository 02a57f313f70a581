/** What a person at a terminal sees while something slow goes on. */
@NullMarked
package dev.mlharness.starter.progress;

import org.jspecify.annotations.NullMarked;
