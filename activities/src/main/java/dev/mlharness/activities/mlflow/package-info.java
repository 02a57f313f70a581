/**
 * MLflow tracking: runs, metrics and logged models, through a client whose faults are fenced in.
 */
@NullMarked
package dev.mlharness.activities.mlflow;

import org.jspecify.annotations.NullMarked;
