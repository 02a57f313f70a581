/** What people read, and type. */
@NullMarked
package dev.mlharness.starter.report;

import org.jspecify.annotations.NullMarked;
