/** Tables with versions, and the few statements that read them. */
@NullMarked
package dev.mlharness.sandbox.sql;

import org.jspecify.annotations.NullMarked;
