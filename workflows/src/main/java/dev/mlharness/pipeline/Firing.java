package dev.mlharness.pipeline;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What Temporal says of a workflow that one of its schedules started. */
final class Firing {
  static final SearchAttributeKey<String> SCHEDULE =
      SearchAttributeKey.forKeyword("TemporalScheduledById");

  private Firing() {}

  /** The id of the schedule; null: none started it. */
  static @Nullable String ofSchedule() {
    return Workflow.getTypedSearchAttributes().get(SCHEDULE);
  }
}
