/** The append-only audit store, and what makes nothing privileged happen without a record there. */
@NullMarked
package dev.mlharness.activities.audit;

import org.jspecify.annotations.NullMarked;
