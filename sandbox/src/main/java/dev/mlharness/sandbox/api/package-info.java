/** What every answer of the workspace has in common: the form of an error. */
@NullMarked
package dev.mlharness.sandbox.api;

import org.jspecify.annotations.NullMarked;
