/** Tests of the link to the identity provider. */
@NullMarked
package dev.mlharness.starter.identity;

import org.jspecify.annotations.NullMarked;
