/** What a pipeline may touch in Unity Catalog, compared with what it must. */
@NullMarked
package dev.mlharness.privilege;

import org.jspecify.annotations.NullMarked;
