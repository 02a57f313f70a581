/** The audit trail: who did what, when, as whom, on which evidence, in a chain that shows edits. */
@NullMarked
package dev.mlharness.audit;

import org.jspecify.annotations.NullMarked;
