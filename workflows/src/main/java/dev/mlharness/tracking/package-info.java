/** The MLflow run that belongs to a pipeline: parameters, metrics, artifacts, lineage tags. */
@NullMarked
package dev.mlharness.tracking;

import org.jspecify.annotations.NullMarked;
