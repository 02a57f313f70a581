/** The command line. */
@NullMarked
package dev.mlharness.starter.cli;

import org.jspecify.annotations.NullMarked;
