/** How a command finds the Temporal server, and what it tells when it cannot. */
@NullMarked
package dev.mlharness.starter.connection;

import org.jspecify.annotations.NullMarked;
