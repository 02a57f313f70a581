package dev.mlharness.starter.schedule;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.EncodedValues;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule says of itself: whose it is, and of what it was made. It stands in the memo of
 * what the schedule starts, as the schedule's own cannot be changed.
 *
 * @param owner the folder that it came from; null: it was applied by itself
 * @param digest of the recipe; null: it was made before there were marks
 */
public record Mark(@Nullable String owner, @Nullable String digest) {
  private static final String OWNER = "schedule_owner";
  private static final String DIGEST = "schedule_digest";

  static Mark of(Schedule schedule) {
    if (schedule.getAction() instanceof ScheduleActionStartWorkflow start) {
      Map<String, Object> memo = start.getOptions().getMemo();
      if (memo != null) {
        return new Mark(text(memo.get(OWNER)), text(memo.get(DIGEST)));
      }
    }
    return new Mark(null, null);
  }

  WorkflowOptions on(WorkflowOptions options) {
    Map<String, Object> memo = new HashMap<>();
    if (options.getMemo() != null) {
      memo.putAll(options.getMemo());
    }
    if (owner != null) {
      memo.put(OWNER, owner);
    }
    if (digest != null) {
      memo.put(DIGEST, digest);
    }
    return options.toBuilder().setMemo(memo).build();
  }

  /** Anybody may write a memo of any form. */
  private static @Nullable String text(@Nullable Object value) {
    try {
      return value instanceof EncodedValues encoded ? encoded.get(String.class) : null;
    } catch (DataConverterException e) {
      return null;
    }
  }
}
