/** The workspace's MLflow: a real MLflow server, reached through the workspace's own door. */
@NullMarked
package dev.mlharness.sandbox.mlflow;

import org.jspecify.annotations.NullMarked;
