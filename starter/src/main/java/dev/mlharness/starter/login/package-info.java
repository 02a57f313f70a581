/** {@code ./harness login}: who types commands, proven to the API by the identity provider. */
@NullMarked
package dev.mlharness.starter.login;

import org.jspecify.annotations.NullMarked;
