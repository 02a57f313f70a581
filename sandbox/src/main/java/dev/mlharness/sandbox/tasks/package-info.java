/** How one task runs: its code checked out, its process started, stopped, and found again. */
@NullMarked
package dev.mlharness.sandbox.tasks;

import org.jspecify.annotations.NullMarked;
