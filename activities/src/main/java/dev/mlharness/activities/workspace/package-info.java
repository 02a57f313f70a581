/**
 * The workspaces and roles that this worker knows: names on one side, hosts and principals on the
 * other.
 */
@NullMarked
package dev.mlharness.activities.workspace;

import org.jspecify.annotations.NullMarked;
