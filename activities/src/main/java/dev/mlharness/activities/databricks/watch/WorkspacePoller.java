package dev.mlharness.activities.databricks.watch;

import com.databricks.sdk.service.jobs.BaseRun;
import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks at the watched runs of one workspace, all in one go: lists the active ones, and asks once
 * about each that is not among them. One pass at a time.
 */
final class WorkspacePoller {
  /** With nothing due, how long until somebody looks up anyway. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** So many pages cost less than one question each: a listing tells about all watches at once. */
  private static final int PAGES_PER_QUESTION = 4;

  private final String workspace;
  private final Watches watches;
  private final RunReader reader;
  private final Questions questions;
  private final Outlook outlook;
  private final Map<Access, Integer> pages = new HashMap<>();

  WorkspacePoller(
      String workspace, Watches watches, RunReader reader, Questions questions, Outlook outlook) {
    this.workspace = workspace;
    this.watches = watches;
    this.reader = reader;
    this.questions = questions;
    this.outlook = outlook;
  }

  /** Looks at what is due, and says how long until something will be. */
  Duration pass() throws InterruptedException {
    // A listing shows what a role may see, so each role has its own.
    Map<Access, List<Watch>> byRole =
        watches.unsettled(workspace).stream()
            .collect(Collectors.groupingBy(watch -> watch.run().access()));
    for (Map.Entry<Access, List<Watch>> role : byRole.entrySet()) {
      lookAs(role.getKey(), role.getValue());
    }
    return untilNext();
  }

  private Duration untilNext() {
    Instant now = outlook.now();
    return watches.unsettled(workspace).stream()
        .map(watch -> Duration.between(now, watch.nextLook()))
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(IDLE) < 0)
        .orElse(IDLE);
  }

  private void lookAs(Access access, List<Watch> all) throws InterruptedException {
    List<Watch> due = outlook.due(all);
    if (due.isEmpty()) {
      return;
    }
    try {
      if (all.size() == 1 || due.size() * PAGES_PER_QUESTION <= pages.getOrDefault(access, 1)) {
        questions.ask(access, due);
      } else {
        questions.ask(access, absent(access, all));
      }
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.IDENTITY_REVOKED.name())) {
        // The listing says it of all; each is asked about, as it may have an operator.
        questions.ask(access, outlook.due(all));
        return;
      }
      outlook.failed(outlook.due(all), failure);
    }
  }

  /** Those whose runs are not among the active ones. */
  private List<Watch> absent(Access access, List<Watch> all) throws InterruptedException {
    RunReader.Active active = reader.active(access);
    pages.put(access, active.pages());
    List<Watch> absent = new ArrayList<>();
    for (Watch watch : all) {
      BaseRun run = active.runs().get(watch.run().runId());
      if (run == null) {
        watch.lookAt(outlook.now());
        absent.add(watch);
      } else {
        outlook.active(watch, run);
      }
    }
    return absent;
  }
}
