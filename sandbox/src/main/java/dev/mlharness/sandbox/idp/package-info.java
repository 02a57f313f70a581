/**
 * A small OIDC provider beside the workspace, on a port of its own: what issues the tokens that the
 * workspace is asked to trust.
 */
@NullMarked
package dev.mlharness.sandbox.idp;

import org.jspecify.annotations.NullMarked;
