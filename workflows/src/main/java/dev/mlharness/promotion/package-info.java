/**
 * The entity of a model: whose turn it is to promote, who was champion when, and the orders of
 * people: roll back, freeze, adopt.
 */
@NullMarked
package dev.mlharness.promotion;

import org.jspecify.annotations.NullMarked;
