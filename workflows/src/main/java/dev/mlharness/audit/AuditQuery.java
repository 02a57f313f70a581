package dev.mlharness.audit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for.
 *
 * @param kinds empty: all
 * @param pipeline only those of this workflow id; null: all
 * @param order which come first
 * @param from exclusive: only later records with {@code OLDEST_FIRST}, only earlier ones with
 *     {@code NEWEST_FIRST}; null: from the beginning, or from the end
 * @param limit how many at most; never more than {@value #PAGE} are answered at once
 */
public record AuditQuery(
    Set<AuditKind> kinds, @Nullable String pipeline, Order order, @Nullable Long from, int limit) {
  /** Records in one answer, so that it fits in a payload. */
  public static final int PAGE = 400;

  public AuditQuery {
    kinds = Set.copyOf(kinds);
    limit = Math.max(1, Math.min(limit, PAGE));
  }

  /** Which records come first. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /** The records after this one, oldest first. */
  public AuditQuery from(@Nullable Long sequence) {
    return new AuditQuery(kinds, pipeline, order, sequence, limit);
  }
}
