/** Tests of the few statements and the rows behind them. */
@NullMarked
package dev.mlharness.sandbox.idp;

import org.jspecify.annotations.NullMarked;
