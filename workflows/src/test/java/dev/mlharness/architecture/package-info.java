/** What holds for the module as a whole. */
@NullMarked
package dev.mlharness.architecture;

import org.jspecify.annotations.NullMarked;
