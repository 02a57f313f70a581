/** Rotation of the secrets that must still exist: the new one is proven before the old one goes. */
@NullMarked
package dev.mlharness.identity.rotation;

import org.jspecify.annotations.NullMarked;
