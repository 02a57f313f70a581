/** How a command finds what it speaks to. */
@NullMarked
package dev.mlharness.starter.connection;

import org.jspecify.annotations.NullMarked;
