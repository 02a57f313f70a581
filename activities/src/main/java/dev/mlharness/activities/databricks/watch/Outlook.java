package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides after each look at a run when the next one is due. */
final class Outlook {
  private static final Logger log = LoggerFactory.getLogger(Outlook.class);

  private final Pace pace;
  private final PastDurations past;
  private final Clock clock;

  Outlook(Pace pace, PastDurations past, Clock clock) {
    this.pace = pace;
    this.past = past;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  List<Watch> due(List<Watch> some) {
    Instant now = now();
    return some.stream()
        .filter(watch -> !watch.settled() && !watch.nextLook().isAfter(now))
        .toList();
  }

  /** The run is in a listing of active ones. */
  void active(Watch watch, BaseRun run) {
    active(watch, state(run.getStatus(), run.getState()), run.getRunName(), run.getStartTime());
  }

  /** The run was asked about, and has not ended. */
  void active(Watch watch, Run run) {
    active(watch, state(run.getStatus(), run.getState()), run.getRunName(), run.getStartTime());
  }

  private void active(
      Watch watch, String state, @Nullable String runName, @Nullable Long startTime) {
    Instant now = now();
    Instant start =
        startTime == null || startTime == 0 ? watch.since() : Instant.ofEpochMilli(startTime);
    Optional<Duration> expected = past.expected(runName);
    watch.active(state, now.plus(pace.next(Duration.between(start, now), expected)));
  }

  /** The run has ended: what it teaches about the next of its kind. */
  void ended(Run run, boolean succeeded) {
    if (succeeded) {
      past.record(run);
    }
  }

  /** The workspace says that there is no such run. */
  void denied(Watch watch, int denials) {
    watch.lookAt(now().plus(pace.afterFailure(denials)));
  }

  /** The run is on its way to its end, as somebody else than its role sees. */
  void ending(Watch watch) {
    watch.lookAt(now().plus(pace.shortest()));
  }

  /** Looking failed. That says nothing about the runs. */
  void failed(List<Watch> some, ApplicationFailure failure) {
    String problem = failure.getOriginalMessage();
    log.warn("{} watched runs were not looked at: {}", some.size(), problem);
    for (Watch watch : some) {
      watch.lookAt(now().plus(pace.afterFailure(watch.failed(problem))));
    }
  }

  private static String state(@Nullable RunStatus status, @Nullable RunState state) {
    if (status != null && status.getState() != null) {
      return status.getState().name();
    }
    return state == null || state.getLifeCycleState() == null
        ? "in a state newer than this worker"
        : state.getLifeCycleState().name();
  }
}
