package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.run.RunResult;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the watched runs of one workspace, all in one go: lists the active ones, and asks once
 * about each that is not among them. One thread at a time.
 */
final class WorkspacePoller {
  private static final Logger log = LoggerFactory.getLogger(WorkspacePoller.class);

  /** With nothing due, how long until somebody looks up anyway. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** A run counts as gone when the workspace has denied it so often in a row. */
  private static final int DENIALS = 3;

  /** How often the output of a run that has ended is asked for before it is done without. */
  private static final int OUTPUT_TRIES = 5;

  /** So many pages cost less than one question each: a listing tells about all watches at once. */
  private static final int PAGES_PER_QUESTION = 4;

  private final String workspace;
  private final Watches watches;
  private final RunReader reader;
  private final RunResults results;
  private final Pace pace;
  private final PastDurations past;
  private final Clock clock;
  private final BiConsumer<Watch, Ended> ended;
  private final Map<Access, Integer> pages = new HashMap<>();

  WorkspacePoller(
      String workspace,
      Watches watches,
      RunReader reader,
      Pace pace,
      PastDurations past,
      Clock clock,
      BiConsumer<Watch, Ended> ended) {
    this.workspace = workspace;
    this.watches = watches;
    this.reader = reader;
    this.results = new RunResults(reader);
    this.pace = pace;
    this.past = past;
    this.clock = clock;
    this.ended = ended;
  }

  /** Looks at what is due, and says how long until something will be. */
  Duration pass() throws InterruptedException {
    Map<Access, List<Watch>> byRole =
        watches.unsettled(workspace).stream()
            .collect(Collectors.groupingBy(watch -> watch.run().access()));
    for (Map.Entry<Access, List<Watch>> role : byRole.entrySet()) {
      lookAs(role.getKey(), role.getValue());
    }
    return untilNext();
  }

  private Duration untilNext() {
    Instant now = clock.instant();
    return watches.unsettled(workspace).stream()
        .map(watch -> Duration.between(now, watch.nextLook()))
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(IDLE) < 0)
        .orElse(IDLE);
  }

  private void lookAs(Access access, List<Watch> all) throws InterruptedException {
    List<Watch> due = stillDue(all);
    if (due.isEmpty()) {
      return;
    }
    try {
      if (all.size() == 1 || due.size() * PAGES_PER_QUESTION <= pages.getOrDefault(access, 1)) {
        askAbout(access, due);
      } else {
        list(access, all);
      }
    } catch (ApplicationFailure failure) {
      backOff(stillDue(all), failure);
    }
  }

  private List<Watch> stillDue(List<Watch> some) {
    Instant now = clock.instant();
    return some.stream().filter(watch -> !watch.nextLook().isAfter(now)).toList();
  }

  private void list(Access access, List<Watch> all) throws InterruptedException {
    RunReader.Active active = reader.active(access);
    pages.put(access, active.pages());
    List<Watch> absent = new ArrayList<>();
    for (Watch watch : all) {
      BaseRun run = active.runs().get(watch.run().runId());
      if (run == null) {
        watch.lookAt(clock.instant());
        absent.add(watch);
      } else {
        String state = state(run.getStatus(), run.getState());
        active(watch, state, run.getRunName(), run.getStartTime());
      }
    }
    askAbout(access, absent);
  }

  private void askAbout(Access access, List<Watch> some) throws InterruptedException {
    Map<Long, List<Watch>> byRun =
        some.stream().collect(Collectors.groupingBy(watch -> watch.run().runId()));
    for (Map.Entry<Long, List<Watch>> run : byRun.entrySet()) {
      ask(access, run.getKey(), run.getValue());
    }
  }

  private void ask(Access access, long runId, List<Watch> waiting) throws InterruptedException {
    boolean repaired = waiting.stream().anyMatch(watch -> watch.run().repairs() > 0);
    try {
      Run run = reader.get(access, runId, repaired);
      for (Watch watch : waiting) {
        look(watch, run);
      }
    } catch (ApplicationFailure failure) {
      if (isOf(failure, FailureType.UNAVAILABLE)) {
        throw failure;
      }
      if (isOf(failure, FailureType.NOT_FOUND)) {
        waiting.forEach(this::denied);
      } else {
        backOff(waiting, failure);
      }
    }
  }

  private void look(Watch watch, Run run) throws InterruptedException {
    if (!RunResults.ended(run, watch.run())) {
      active(watch, state(run.getStatus(), run.getState()), run.getRunName(), run.getStartTime());
      return;
    }
    RunResult result = results.read(run, watch.run(), watch.failures() < OUTPUT_TRIES);
    if (result.succeeded()) {
      past.record(run);
    }
    Long end = run.getEndTime();
    ended.accept(
        watch, new Ended(result, end == null ? clock.instant() : Instant.ofEpochMilli(end)));
  }

  private void active(
      Watch watch, String state, @Nullable String runName, @Nullable Long startTime) {
    Instant now = clock.instant();
    Instant start =
        startTime == null || startTime == 0 ? watch.since() : Instant.ofEpochMilli(startTime);
    Optional<Duration> expected = past.expected(runName);
    watch.active(state, now.plus(pace.next(Duration.between(start, now), expected)));
  }

  /** A run that was just made may be unknown for a moment: one denial is not enough. */
  private void denied(Watch watch) {
    int denials = watch.missing();
    if (denials < DENIALS) {
      watch.lookAt(clock.instant().plus(pace.afterFailure(denials)));
    } else {
      ended.accept(watch, new Ended(RunResults.vanished(watch.run()), clock.instant()));
    }
  }

  private void backOff(List<Watch> due, ApplicationFailure failure) {
    log.warn("{} watched runs were not looked at: {}", due.size(), failure.getOriginalMessage());
    for (Watch watch : due) {
      if (!watch.settled()) {
        Duration wait = pace.afterFailure(watch.failed(failure.getOriginalMessage()));
        watch.lookAt(clock.instant().plus(wait));
      }
    }
  }

  private static boolean isOf(ApplicationFailure failure, FailureType type) {
    return failure.getType().equals(type.name());
  }

  private static String state(@Nullable RunStatus status, @Nullable RunState state) {
    if (status != null && status.getState() != null) {
      return status.getState().name();
    }
    return state == null || state.getLifeCycleState() == null
        ? "in a state newer than this worker"
        : state.getLifeCycleState().name();
  }

  /**
   * @param at when the run ended
   */
  record Ended(RunResult result, Instant at) {}
}
