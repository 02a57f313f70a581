package dev.mlharness.starter.rotation;

import dev.mlharness.identity.rotation.RotateSecret;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.starter.connection.Temporal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.schedules.ScheduleException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest rotation of a secret, and the next.
 *
 * @param state for people
 * @param next null: there is no schedule, or it is paused
 */
public record RotationView(String state, @Nullable Instant next) {

  static RotationView of(Temporal temporal, String secret) {
    String id = new RotationRequest(secret).workflowId();
    return new RotationView(state(temporal, id), next(temporal, id));
  }

  private static String state(Temporal temporal, String id) {
    try {
      return temporal.client().newWorkflowStub(RotateSecret.class, id).status().doing();
    } catch (WorkflowNotFoundException never) {
      return "none yet";
    } catch (WorkflowException unanswered) {
      return "unknown";
    }
  }

  private static @Nullable Instant next(Temporal temporal, String id) {
    try {
      var schedule = temporal.schedules().getHandle(id).describe();
      List<Instant> next = schedule.getInfo().getNextActionTimes();
      return schedule.getSchedule().getState().isPaused() || next.isEmpty() ? null : next.get(0);
    } catch (ScheduleException | StatusRuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof StatusRuntimeException status
            && (status.getStatus().getCode() == Status.Code.NOT_FOUND
                || status.getStatus().getCode() == Status.Code.UNIMPLEMENTED)) {
          return null;
        }
      }
      throw e;
    }
  }
}
