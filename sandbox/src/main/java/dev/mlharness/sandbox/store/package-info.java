/**
 * Where the sandbox keeps its state: JSON documents in collections, in one file that survives a
 * kill.
 */
@NullMarked
package dev.mlharness.sandbox.store;

import org.jspecify.annotations.NullMarked;
