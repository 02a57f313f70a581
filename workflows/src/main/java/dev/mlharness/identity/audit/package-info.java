/** Judges the standing identities of a workspace: which of them are stale, and how to mend it. */
@NullMarked
package dev.mlharness.identity.audit;

import org.jspecify.annotations.NullMarked;
