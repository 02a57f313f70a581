/** The one JSON form in which recipes, payloads and results travel. */
@NullMarked
package dev.mlharness.payload;

import org.jspecify.annotations.NullMarked;
