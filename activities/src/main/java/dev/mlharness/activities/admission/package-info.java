/**
 * The door of a pipeline: who starts it, proven by a signed start, and whether their groups may use
 * the roles of its recipe.
 */
@NullMarked
package dev.mlharness.activities.admission;

import org.jspecify.annotations.NullMarked;
