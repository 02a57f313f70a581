package dev.mlharness.promotion;

import dev.mlharness.access.Failures;
import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.timing.ActivityProfiles;
import dev.mlharness.timing.Waiting;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Moves the line: gives the turn, takes it back from who has ended, and tells those who wait. */
final class Turns {
  /** To a pipeline: ask again. */
  static final String TURN = "turn";

  /** To a pipeline: take the promotion back. */
  static final String WITHDRAW = "withdraw";

  /** Before, a freeze that was lifted while the line heard of it stopped the line for an hour. */
  private static final String ASKS_AGAIN = "thawed-while-asking";

  /** Before, a departure that was told again made its version champion again, as it seemed. */
  private static final String OVERTAKEN = "overtaken-departures";

  /** A freeze whose end nobody told is noticed so. */
  private static final Duration FROZEN = Duration.ofHours(1);

  private final Memory memory;
  private final Look look;
  private Patience patience = Patience.FRESH;
  private boolean news;
  private boolean stopped;
  private boolean thawed;

  /** The freezes that those who wait have heard of. */
  private List<Freeze> told;

  Turns(Memory memory, Look look) {
    this.memory = memory;
    this.look = look;
    this.stopped = !memory.frozen().isEmpty();
    this.told = memory.frozen();
  }

  TurnAnswer ask(TurnRequest request) {
    Line before = memory.line();
    memory.line(line -> line.join(request));
    if (!before.equals(memory.line())) {
      news = true;
    }
    boolean granted = memory.line().holds(request.token());
    return new TurnAnswer(granted, granted ? "nothing" : waitsFor(request));
  }

  void leave(Departure departure) {
    memory.departures().add(departure);
    memory.line(line -> line.leave(departure.request().token()));
    news = true;
  }

  void thaw() {
    memory.frozen(List.of());
    thawed = true;
    stopped = false;
    news = true;
  }

  /** Whether there is something to do now. */
  boolean due() {
    return !memory.departures().isEmpty() || (memory.line().waitsForNobody() && !stopped);
  }

  /** Waits until there is something to do, or a condition holds. */
  void await(Supplier<Boolean> other) {
    Supplier<Boolean> woken = () -> news || due() || other.get();
    if (memory.line().contested()) {
      if (!Waiting.until(woken, patience.next(), "does it still promote")) {
        dismissTheEnded();
        patience = patience.longer();
        return;
      }
    } else if (memory.line().waitsForNobody()) {
      stopped = Waiting.until(woken, FROZEN, "frozen") && stopped;
    } else {
      Workflow.await(woken);
    }
    news = false;
    patience = Patience.FRESH;
  }

  /** Does what there is to do. */
  void move() {
    settle();
    while (memory.line().waitsForNobody() && !frozen()) {
      give();
    }
  }

  /** Looks after each pipeline that has ended. */
  void settle() {
    while (!memory.departures().isEmpty()) {
      Departure departure = memory.departures().get(0);
      promoted(departure);
      look.around();
      memory.departures().remove(departure);
    }
  }

  private void promoted(Departure departure) {
    Instant since = departure.championSince();
    if (since == null || overtaken(departure.request().version(), since)) {
      return;
    }
    TurnRequest by = departure.request();
    memory.champions(
        known ->
            known.begin(
                new Reign(
                    by.version(),
                    since,
                    null,
                    Origin.PIPELINE,
                    by.by(),
                    departure.reason(),
                    by.pipeline(),
                    null)));
    memory.place(by.access(), by.endpoint());
  }

  /** Whether another version became champion after this one had. */
  private boolean overtaken(String version, Instant since) {
    return !version.equals(memory.champions().version())
        && memory.champions().changedAfter(since)
        && Workflow.getVersion(OVERTAKEN, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
  }

  /**
   * Waits until the present promotion has ended, in whatever way.
   *
   * @param holder who promotes, and has been told to end, unless it could not be
   */
  void awaitEndOf(TurnRequest holder, boolean told) {
    if (!told) {
      dismissTheEnded();
    }
    Patience left = Patience.FRESH;
    while (memory.line().holds(holder.token())) {
      if (!Waiting.until(
          () -> !memory.line().holds(holder.token()), left.next(), "does it still promote")) {
        dismissTheEnded();
        left = left.longer();
      }
    }
  }

  /** Tells a pipeline something; one that has ended hears nothing. */
  boolean tell(TurnRequest pipeline, String signal, @Nullable Object... arguments) {
    return Signals.heard(pipeline.pipeline(), signal, arguments);
  }

  private boolean frozen() {
    List<Freeze> by = freezes();
    // The answer may be older than the news that a freeze was lifted.
    while (!by.isEmpty() && thawed && asksAgain()) {
      by = freezes();
    }
    memory.frozen(by);
    stopped = !by.isEmpty();
    if (stopped && !by.equals(told)) {
      memory.line().waiting().forEach(waiting -> tell(waiting, TURN));
    }
    told = by;
    return stopped;
  }

  private List<Freeze> freezes() {
    thawed = false;
    return ActivityProfiles.call(
            PromotionActivities.class, ActivityProfiles.MESSAGE, "is it frozen")
        .stopping(memory.key());
  }

  private static boolean asksAgain() {
    return Workflow.getVersion(ASKS_AGAIN, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
  }

  /** Whoever waited may have left while it was asked whether the line is frozen. */
  private void give() {
    if (!memory.line().waitsForNobody()) {
      return;
    }
    TurnRequest first = memory.line().waiting().get(0);
    if (memory.access() == null) {
      memory.place(first.access(), first.endpoint());
    }
    look.around();
    memory.line(Line::next);
    TurnRequest holder = memory.line().holder();
    if (holder != null && !tell(holder, TURN)) {
      dismissTheEnded();
    }
    memory.line().waiting().forEach(waiting -> tell(waiting, TURN));
  }

  /** Somebody who ended without a word, as one that was terminated, promotes no more. */
  private void dismissTheEnded() {
    TurnRequest holder = memory.line().holder();
    if (holder == null) {
      return;
    }
    try {
      boolean open =
          ActivityProfiles.call(
                  PromotionActivities.class,
                  ActivityProfiles.ASKED,
                  "is " + holder.pipeline() + " still there")
              .open(holder.pipeline(), holder.token());
      if (!open && memory.line().holds(holder.token())) {
        ended(holder);
      }
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
    }
  }

  private void ended(TurnRequest holder) {
    memory.note(
        "pipeline %s had its turn and ended without a word; what it changed was not undone by it"
            .formatted(holder.pipeline()));
    leave(new Departure(holder, "ended", "ended without a word", null));
  }

  private String waitsFor(TurnRequest request) {
    Line line = memory.line();
    if (line.holder() != null) {
      return "pipeline %s promotes %s now".formatted(line.holder().pipeline(), request.model());
    }
    return memory.frozen().isEmpty() || !stopped
        ? "the entity of " + request.model() + " gives the turn next"
        : memory.frozen().get(0).sentence();
  }
}
