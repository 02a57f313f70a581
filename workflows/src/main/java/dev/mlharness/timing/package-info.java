/** How long things may take, and how patiently they are tried again. */
@NullMarked
package dev.mlharness.timing;

import org.jspecify.annotations.NullMarked;
