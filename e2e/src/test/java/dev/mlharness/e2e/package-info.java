/** Tests against the real parts: Temporal server, MLflow, sandbox, worker, command line. */
@NullMarked
package dev.mlharness.e2e;

import org.jspecify.annotations.NullMarked;
