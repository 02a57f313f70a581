/**
 * Token federation: which tokens of which identity providers a service principal trusts, and their
 * exchange for a token of the workspace.
 */
@NullMarked
package dev.mlharness.sandbox.federation;

import org.jspecify.annotations.NullMarked;
