/** Tests of Unity Catalog's privileges. */
@NullMarked
package dev.mlharness.sandbox.catalog;

import org.jspecify.annotations.NullMarked;
