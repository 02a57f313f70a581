/**
 * Job runs: what was asked, how far it is, what comes next. What is decided is decided by values
 * ({@link dev.mlharness.sandbox.runs.Run}); what is done is done by the scheduler.
 */
@NullMarked
package dev.mlharness.sandbox.runs;

import org.jspecify.annotations.NullMarked;
