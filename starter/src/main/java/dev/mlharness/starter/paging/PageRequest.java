package dev.mlharness.starter.paging;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param limit how many at most
 * @param token {@link Page#next} of the page before; null: the first page
 */
public record PageRequest(int limit, @Nullable String token) {
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }
}
