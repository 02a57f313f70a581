package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
import java.util.Optional;
import java.util.function.Supplier;

/** What Temporal's answers about schedules mean to the one who typed a command. */
final class ScheduleFailures {
  private ScheduleFailures() {}

  /**
   * @throws CommandFailure when there is no such schedule
   */
  static <T> T naming(String schedule, Supplier<T> work) {
    try {
      return work.get();
    } catch (ScheduleException | StatusRuntimeException e) {
      if (isMissing(e)) {
        throw missing(schedule);
      }
      throw e;
    }
  }

  static CommandFailure missing(String schedule) {
    return CommandFailure.missing(
        "there is no schedule '" + schedule + "'", "./harness schedule list");
  }

  /** Empty when there is no such schedule. */
  static <T> Optional<T> finding(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (ScheduleException | StatusRuntimeException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isMissing(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status
          && status.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return true;
      }
    }
    return false;
  }
}
