/** Registered models, in Unity Catalog or in MLflow's own registry, behind one interface. */
@NullMarked
package dev.mlharness.activities.registry;

import org.jspecify.annotations.NullMarked;
