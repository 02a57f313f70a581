/** The way back from what serves to its recipe: asked for, and drawn. */
@NullMarked
package dev.mlharness.starter.lineage;

import org.jspecify.annotations.NullMarked;
