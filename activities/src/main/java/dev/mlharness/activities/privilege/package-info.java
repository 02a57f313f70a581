/** Reads what the roles hold in Unity Catalog, each as itself. */
@NullMarked
package dev.mlharness.activities.privilege;

import org.jspecify.annotations.NullMarked;
