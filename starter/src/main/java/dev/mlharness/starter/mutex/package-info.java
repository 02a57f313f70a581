/** Keeps several commands of one person from doing the same thing at the same time. */
@NullMarked
package dev.mlharness.starter.mutex;

import org.jspecify.annotations.NullMarked;
