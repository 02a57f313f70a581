/** The house, held: which module may see which, and what every package says of itself. */
@NullMarked
package dev.mlharness.e2e.architecture;

import org.jspecify.annotations.NullMarked;
