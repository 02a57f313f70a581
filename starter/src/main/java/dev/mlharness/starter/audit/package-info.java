/** {@code ./harness audit}: what the audit store says, and whether it can be believed. */
@NullMarked
package dev.mlharness.starter.audit;

import org.jspecify.annotations.NullMarked;
