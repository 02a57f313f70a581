/** The local stack: Temporal, MLflow, the sandbox and the worker as processes of this machine. */
@NullMarked
package dev.mlharness.starter.stack;

import org.jspecify.annotations.NullMarked;
