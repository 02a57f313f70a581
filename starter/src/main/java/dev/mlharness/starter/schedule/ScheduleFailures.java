package dev.mlharness.starter.schedule;

import dev.mlharness.starter.console.CommandFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
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
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof StatusRuntimeException status
            && status.getStatus().getCode() == Status.Code.NOT_FOUND) {
          throw CommandFailure.missing(
              "there is no schedule '" + schedule + "'", "./harness schedule list");
        }
      }
      throw e;
    }
  }
}
