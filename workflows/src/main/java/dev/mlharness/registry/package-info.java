/** Model versions and aliases, in Unity Catalog or in MLflow's registry. */
@NullMarked
package dev.mlharness.registry;

import org.jspecify.annotations.NullMarked;
