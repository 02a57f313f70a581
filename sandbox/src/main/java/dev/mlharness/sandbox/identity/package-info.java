/** Who exists in the workspace (service principals, users, groups) and who is calling. */
@NullMarked
package dev.mlharness.sandbox.identity;

import org.jspecify.annotations.NullMarked;
