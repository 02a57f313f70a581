/**
 * What commands ask of the harness, and the two ways to it: through the API, as who is logged in
 * there, or straight to Temporal.
 */
@NullMarked
package dev.mlharness.starter.way;

import org.jspecify.annotations.NullMarked;
