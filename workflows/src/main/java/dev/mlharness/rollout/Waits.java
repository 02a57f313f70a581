package dev.mlharness.rollout;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.LiveChecks;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.Violations;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.timing.Looks;
import dev.mlharness.timing.Waiting;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a rollout spends its time: nothing but timers, with a look at the endpoint now and then.
 * Every wait ends early when a person promotes or aborts.
 */
final class Waits {
  private static final Duration BETWEEN_MEASUREMENTS = Duration.ofMinutes(1);

  /** Runs that nobody waited for were left to end by themselves before. */
  private static final String CHANGE = "promoted-check-run";

  private final Steering steering;
  private final Live live;
  private final Board board;
  private final Course course;
  private final LiveChecks checks;
  private final Ledger ledger;
  private int measurements;

  Waits(
      Steering steering, Live live, Board board, Course course, LiveChecks checks, Ledger ledger) {
    this.steering = steering;
    this.live = live;
    this.board = board;
    this.course = course;
    this.checks = checks;
    this.ledger = ledger;
  }

  void untilResumed() {
    if (!steering.mayGo()) {
      board.paused();
      Workflow.await(steering::mayGo);
    }
  }

  /**
   * @return whether it is over; else somebody interrupted
   */
  boolean rest(String what, Duration time) {
    Instant end = now().plus(time);
    board.waits(what, end);
    while (!steering.interrupts() && now().isBefore(end)) {
      if (!pass(Looks.every(time), end, what)) {
        live.look();
      }
    }
    return !steering.interrupts();
  }

  /**
   * @return whether it is over; else somebody interrupted
   */
  boolean betweenMeasurements(Leg.Measure leg) {
    return rest(leg.title(), Objects.requireNonNullElse(leg.check().every(), BETWEEN_MEASUREMENTS));
  }

  Position measured(Position at, LiveCheck check) {
    Measurement measurement = measure(check);
    board.found(at.leg(), measurement.sentence(check));
    return course.measured(at, check, measurement);
  }

  /**
   * Measures all checks again and again. What cannot be measured now says nothing here: a model
   * that nobody calls at night is no worse for it.
   *
   * @return the sentence of a check that is broken
   */
  Optional<String> bake(int leg, Leg.Bake bake) {
    List<LiveCheck> all = course.checks();
    List<Violations> seen = new ArrayList<>(Collections.nCopies(all.size(), Violations.NONE));
    Instant end = now().plus(bake.time());
    board.waits(bake.title(), end);
    while (!steering.interrupts() && now().isBefore(end)) {
      if (pass(Looks.every(bake.time()), end, bake.title())) {
        return Optional.empty();
      }
      live.look();
      for (int i = 0; i < all.size(); i++) {
        LiveCheck check = all.get(i);
        Measurement measurement = measure(check);
        CheckVerdict verdict = measurement.verdict(check);
        seen.set(i, seen.get(i).with(verdict, check.violations()));
        board.found(leg, measurement.sentence(check));
        if (seen.get(i).reach(check.violations())) {
          return Optional.of(measurement.sentence(check));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Asks a person.
   *
   * @return whether somebody answered
   */
  boolean held(int leg, String reason, Duration limit) {
    steering.hold(true);
    board.held(leg, reason, now().plus(limit));
    boolean answered = Waiting.until(steering::isAnswered, limit, "held: " + reason);
    steering.hold(false);
    return answered;
  }

  private Measurement measure(LiveCheck check) {
    String key = String.valueOf(++measurements);
    return check.run() == null ? checks.measure(check, key) : run(check, key);
  }

  /** A run may take hours, which nobody who aborts shall wait for. */
  private Measurement run(LiveCheck check, String key) {
    int mark = ledger.mark();
    CompletablePromise<Measurement> found = Workflow.newPromise();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> found.completeFrom(Async.function(() -> checks.measure(check, key))));
    scope.run();
    try {
      Workflow.await(() -> found.isCompleted() || steering.interrupts());
    } catch (CanceledFailure cancelled) {
      stopped(scope, found);
      throw cancelled;
    }
    if (!found.isCompleted()) {
      stopped(scope, found);
      ended(mark);
      return Measurement.none("a person did not wait for it");
    }
    return found.get();
  }

  /** Not after an abort: the way back ends every run, and traffic goes first. */
  private void ended(int mark) {
    if (steering.aborted() != null
        || Workflow.getVersion(CHANGE, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return;
    }
    ledger.drain(mark, new Undo(Map.of(), run -> {}));
    if (!ledger.failed().isEmpty()) {
      board.note(ledger.leftUndone());
    }
  }

  /** A run may just be submitted: its inverse must not overtake it. */
  private static void stopped(CancellationScope scope, Promise<Measurement> found) {
    scope.cancel();
    Waiting.undisturbed(
        () -> {
          Workflow.await(found::isCompleted);
          return true;
        });
  }

  /** Lets time pass; whether somebody interrupted. */
  private boolean pass(Duration atMost, Instant end, String what) {
    return Waiting.until(
        steering::interrupts, Looks.shorter(atMost, Duration.between(now(), end)), what);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
