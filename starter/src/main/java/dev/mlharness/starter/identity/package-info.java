/** Links this installation's workers to the identity provider that vouches for them. */
@NullMarked
package dev.mlharness.starter.identity;

import org.jspecify.annotations.NullMarked;
