/** Personal access tokens: made by people, listed by admins, accepted like any other token. */
@NullMarked
package dev.mlharness.sandbox.tokens;

import org.jspecify.annotations.NullMarked;
