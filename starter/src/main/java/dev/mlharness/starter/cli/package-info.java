/** The command line: one class for each command. */
@NullMarked
package dev.mlharness.starter.cli;

import org.jspecify.annotations.NullMarked;
