/** Unity Catalog: securables, grants, registered models with versions and aliases. */
@NullMarked
package dev.mlharness.sandbox.catalog;

import org.jspecify.annotations.NullMarked;
