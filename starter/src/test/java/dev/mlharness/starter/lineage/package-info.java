/** Lineages, and how they are drawn. */
@NullMarked
package dev.mlharness.starter.lineage;

import org.jspecify.annotations.NullMarked;
