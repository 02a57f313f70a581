/**
 * The list of inverses that a pipeline writes before it changes the world, and drains when it must
 * undo.
 */
@NullMarked
package dev.mlharness.ledger;

import org.jspecify.annotations.NullMarked;
