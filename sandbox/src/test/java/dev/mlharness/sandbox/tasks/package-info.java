/** Tests of checkouts and processes, on the real git and the real python3. */
@NullMarked
package dev.mlharness.sandbox.tasks;

import org.jspecify.annotations.NullMarked;
