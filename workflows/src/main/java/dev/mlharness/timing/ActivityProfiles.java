package dev.mlharness.timing;

import dev.mlharness.access.FailureType;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long activities may take and how patiently they are tried again: declared here, once.
 *
 * <p>Every start-to-close time-out is longer than the HTTP deadline of the activity ({@link
 * #HTTP_DEADLINE}), so that an attempt that timed out is never still writing beside the next.
 * Activities that change the world are waited for when the pipeline is cancelled: an inverse must
 * not overtake the change that it undoes.
 */
public final class ActivityProfiles {
  /** The longest that an activity may wait for one answer of the outside world. */
  public static final Duration HTTP_DEADLINE = Duration.ofSeconds(30);

  /** How soon a read, a watched run or an endpoint is picked up when its worker has died. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(30);

  /** How soon a step of a rotation is taken up again when its worker has died. */
  private static final Duration PULSE = Duration.ofSeconds(10);

  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final Duration WATCH_MARGIN = Duration.ofHours(1);

  /**
   * A read. One that has to wake a SQL warehouse fails and finds it awake later. The worker beats
   * for it, so that it is soon read again when its worker dies.
   */
  public static final ActivityOptions READ =
      retried()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(PATIENCE)
          .setHeartbeatTimeout(HEARTBEAT)
          .build();

  /**
   * A message to an entity: said again, it changes nothing. With heartbeats, so that it is soon
   * said again when its worker dies.
   */
  public static final ActivityOptions MESSAGE =
      retried()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(PATIENCE)
          .setHeartbeatTimeout(HEARTBEAT)
          .build();

  /** A read for which a person waits at the terminal: an honest failure soon is worth more. */
  public static final ActivityOptions ASKED =
      retried()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(Duration.ofMinutes(15))
          .setHeartbeatTimeout(HEARTBEAT)
          .build();

  /** Reads everything of a kind, page by page, with heartbeats. */
  public static final ActivityOptions INVENTORY =
      retried()
          .setStartToCloseTimeout(Duration.ofHours(2))
          .setScheduleToCloseTimeout(PATIENCE)
          .setHeartbeatTimeout(Duration.ofMinutes(2))
          .build();

  /**
   * A change that is made at once: a run submitted, a version, an alias, a tag. Without heartbeats:
   * a worker that is only cut off from Temporal must not still be writing beside the next.
   */
  public static final ActivityOptions CHANGE =
      awaited().setStartToCloseTimeout(SHORT).setScheduleToCloseTimeout(PATIENCE).build();

  /** Changes an endpoint and waits, with heartbeats, until it serves. */
  public static final ActivityOptions ENDPOINT =
      awaited()
          .setStartToCloseTimeout(Duration.ofHours(2))
          .setScheduleToCloseTimeout(PATIENCE)
          .setHeartbeatTimeout(HEARTBEAT)
          .build();

  /** An inverse that is quick. Called in a scope that is detached from cancellation. */
  public static final ActivityOptions UNDO =
      retried().setStartToCloseTimeout(SHORT).setScheduleToCloseTimeout(Duration.ofDays(1)).build();

  /** An inverse that waits, with heartbeats: a run that stops, an endpoint that goes back. */
  public static final ActivityOptions UNDO_AND_WAIT =
      retried()
          .setStartToCloseTimeout(Duration.ofHours(2))
          .setScheduleToCloseTimeout(Duration.ofDays(1))
          .setHeartbeatTimeout(HEARTBEAT)
          .build();

  /** Last words to a system that the pipeline no longer depends on. */
  public static final ActivityOptions FAREWELL =
      retried()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(Duration.ofHours(1))
          .build();

  /**
   * A message to people or to another system, at whose door it waits longer and longer. Whoever
   * sends it waits for nothing.
   */
  public static final ActivityOptions DELIVERY =
      retried()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(Duration.ofDays(1))
          .setRetryOptions(patient(Duration.ofMinutes(15)))
          .build();

  /** A read that a pipeline would like to have and does not wait for. */
  public static final ActivityOptions GLANCE =
      retried()
          .setStartToCloseTimeout(Duration.ofSeconds(20))
          .setScheduleToCloseTimeout(Duration.ofSeconds(30))
          .build();

  /**
   * A step of a rotation. With heartbeats, though it changes things: each step finds what a former
   * try of it has left, even one that still runs, and the sooner it goes on, the shorter is the
   * time that something is half done.
   */
  public static final ActivityOptions SECRET =
      awaited()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(PATIENCE)
          .setHeartbeatTimeout(PULSE)
          .build();

  /**
   * Looks what is there of a secret, or logs in with it: a new one that is refused at first may
   * only not be known everywhere yet.
   */
  public static final ActivityOptions PROOF =
      awaited()
          .setStartToCloseTimeout(SHORT)
          .setScheduleToCloseTimeout(Duration.ofMinutes(15))
          .setHeartbeatTimeout(PULSE)
          .build();

  private ActivityProfiles() {}

  /**
   * Waits for a run, however long it queues: a watch that times out is begun again, and finds the
   * same run.
   *
   * @param runTimeout after which Databricks itself ends the run
   */
  public static ActivityOptions watch(Duration runTimeout) {
    return retried()
        .setStartToCloseTimeout(runTimeout.plus(WATCH_MARGIN))
        .setHeartbeatTimeout(HEARTBEAT)
        .build();
  }

  /**
   * A stub for one call.
   *
   * @param summary what the Temporal UI shows beside the activity
   */
  public static <T> T call(Class<T> activities, ActivityOptions profile, String summary) {
    return Workflow.newActivityStub(
        activities, ActivityOptions.newBuilder(profile).setSummary(summary).build());
  }

  private static ActivityOptions.Builder retried() {
    return ActivityOptions.newBuilder()
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setRetryOptions(patient(Duration.ofMinutes(1)));
  }

  private static RetryOptions patient(Duration most) {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofSeconds(1))
        .setBackoffCoefficient(2)
        .setMaximumInterval(most)
        .setDoNotRetry(neverRetried())
        .build();
  }

  private static ActivityOptions.Builder awaited() {
    return retried().setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
  }

  private static String[] neverRetried() {
    return Arrays.stream(FailureType.values())
        .filter(type -> !type.retryable())
        .map(Enum::name)
        .toArray(String[]::new);
  }
}
