/** Folders as a whole. */
@NullMarked
package dev.mlharness.starter.files;

import org.jspecify.annotations.NullMarked;
