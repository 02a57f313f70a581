/** Tests of the few statements and the rows behind them. */
@NullMarked
package dev.mlharness.sandbox.sql;

import org.jspecify.annotations.NullMarked;
