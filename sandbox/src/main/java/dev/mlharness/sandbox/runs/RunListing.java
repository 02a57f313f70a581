package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of {@code runs/list}. */
record RunListing(
    @Nullable Boolean activeOnly,
    @Nullable Boolean completedOnly,
    @Nullable Boolean expandTasks,
    @Nullable Long jobId,
    @Nullable String runType,
    @Nullable Long startTimeFrom,
    @Nullable Long startTimeTo,
    @Nullable Integer limit,
    @Nullable Integer offset,
    @Nullable String pageToken) {

  private static final int DEFAULT_LIMIT = 20;
  private static final int LARGEST_LIMIT = 25;

  /** Some of the runs, and whether more follow. */
  record Page(List<Run> runs, boolean hasMore) {

    /** What the next request has to bring along: the id of the last run of this page. */
    @Nullable String nextPageToken() {
      return hasMore ? Long.toString(runs.get(runs.size() - 1).runId()) : null;
    }
  }

  boolean tasks() {
    return Boolean.TRUE.equals(expandTasks);
  }

  /** The page that is asked for, of runs that come newest first. */
  Page of(List<Run> newestFirst) {
    if (Boolean.TRUE.equals(activeOnly) && Boolean.TRUE.equals(completedOnly)) {
      throw ApiException.invalid("active_only and completed_only cannot both be true.");
    }
    int size = size();
    long before = before();
    List<Run> some =
        newestFirst.stream()
            .filter(run -> run.runId() < before)
            .filter(this::matches)
            .skip(offset == null ? 0 : offset)
            .limit(size + 1L)
            .toList();
    return some.size() > size ? new Page(some.subList(0, size), true) : new Page(some, false);
  }

  private boolean matches(Run run) {
    return (!Boolean.TRUE.equals(activeOnly) || run.active())
        && (!Boolean.TRUE.equals(completedOnly) || !run.active())
        && (jobId == null || jobId == run.jobId())
        && (runType == null || runType.equals(run.type()))
        && (startTimeFrom == null || run.startTime() >= startTimeFrom)
        && (startTimeTo == null || run.startTime() <= startTimeTo);
  }

  private int size() {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit < 0 || limit > LARGEST_LIMIT) {
      throw ApiException.invalid("limit is %d; between 0 and 25 was expected.".formatted(limit));
    }
    return limit == 0 ? LARGEST_LIMIT : limit;
  }

  private long before() {
    try {
      return pageToken == null || pageToken.isEmpty() ? Long.MAX_VALUE : Long.parseLong(pageToken);
    } catch (NumberFormatException e) {
      throw ApiException.invalid("page_token '%s' is none of this API's.".formatted(pageToken));
    }
  }
}
