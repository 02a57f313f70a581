package dev.mlharness.activities.inventory;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was used when, as receipts tell.
 *
 * @param last the last use of each principal, by application id
 * @param begin since when there are records; null: there are none
 * @param until the moment of the audit
 */
record Uses(Map<String, Instant> last, @Nullable Instant begin, Instant until) {}
