/** Tests of which tokens are trusted. */
@NullMarked
package dev.mlharness.sandbox.federation;

import org.jspecify.annotations.NullMarked;
