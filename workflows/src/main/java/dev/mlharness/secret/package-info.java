/** Secrets of service principals that are kept in a secret store, and what is done to them. */
@NullMarked
package dev.mlharness.secret;

import org.jspecify.annotations.NullMarked;
