/** Tests of what goes through to MLflow and what stays. */
@NullMarked
package dev.mlharness.sandbox.mlflow;

import org.jspecify.annotations.NullMarked;
