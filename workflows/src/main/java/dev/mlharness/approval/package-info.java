/** The gate: evidence, decisions, and whether they suffice. */
@NullMarked
package dev.mlharness.approval;

import org.jspecify.annotations.NullMarked;
