package dev.mlharness.rollout;

import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.approval.ApprovalActivities;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Remark;
import dev.mlharness.check.LiveChecks;
import dev.mlharness.check.LiveModel;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.rollout.Instruction.Action;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rollout. Reads as the story; what comes next the {@link Course} decides. */
public final class RolloutWorkflow implements Rollout {
  private final RolloutRequest request;
  private final Deploy deploy;
  private final Course course;
  private final Ledger ledger = new Ledger();
  private final Steering steering = new Steering();
  private final Live live;
  private final Board board;
  private final RolloutTrail trail;
  private final RolloutMessages messages;
  private final Waits waits;
  private final Homecoming homecoming;
  private Position at = Position.START;
  private @Nullable Instant crowned;
  private @Nullable Confirmation withdrawn;

  @WorkflowInit
  public RolloutWorkflow(RolloutRequest request) {
    this.request = request;
    deploy = request.manifest().recipe().deploy();
    course = Course.of(deploy, request.candidate().version());
    live = new Live(request, ledger);
    board = new Board(request, course, live);
    trail = new RolloutTrail(request, board);
    messages = new RolloutMessages(request);
    LiveModel model =
        new LiveModel(
            request.access(),
            request.candidate().model(),
            request.candidate().version(),
            request.endpoint(),
            request.candidate().name());
    waits =
        new Waits(
            steering,
            live,
            board,
            course,
            new LiveChecks(request.manifest(), model, ledger),
            ledger);
    homecoming = new Homecoming(ledger, live, board, trail);
  }

  @Override
  public RolloutResult run(RolloutRequest same) {
    Stop end = travelled();
    steering.end();
    RolloutResult result = homecoming.end(end, at.leg(), steering.takeUnrecorded());
    messages.settle();
    return result.crowned(crowned).withdrawn(withdrawn);
  }

  /** Why the rollout is over, and how. */
  private Stop travelled() {
    try {
      for (Optional<Leg> leg = next(); leg.isPresent(); leg = next()) {
        travel(leg.get());
      }
      return new Stop(
          RolloutOutcome.COMPLETED,
          "version %s has all traffic of endpoint %s"
              .formatted(request.candidate().version(), request.endpoint()));
    } catch (Stop stop) {
      return stop;
    } catch (TemporalFailure failure) {
      return CancellationScope.current().isCancelRequested()
          ? new Stop(RolloutOutcome.CANCELLED, "cancelled on request")
          : new Stop(RolloutOutcome.FAILED, Failures.sentence(failure));
    }
  }

  /** What comes next, once nobody wants the rollout paused. */
  private Optional<Leg> next() {
    waits.untilResumed();
    trail.steered(steering.takeUnrecorded());
    Instruction aborted = steering.aborted();
    if (aborted != null) {
      throw new Stop(RolloutOutcome.ABORTED, aborted.sentence());
    }
    if (steering.takePromotion()) {
      at = course.promoted(at);
    }
    return course.next(at);
  }

  private void travel(Leg leg) {
    board.at(at.leg(), leg);
    try {
      live.look();
      step(leg);
    } catch (ActivityFailure failure) {
      Failures.rethrowCancellation(failure);
      if (Failures.is(FailureType.CONFLICT, failure)) {
        throw new Stop(RolloutOutcome.STOPPED, Failures.sentence(failure));
      }
      failed(RolloutOutcome.FAILED, Failures.sentence(failure));
    }
    String broken = at.broken();
    if (broken != null && !steering.interrupts()) {
      failed(RolloutOutcome.ROLLED_BACK, broken);
    }
  }

  private void step(Leg leg) {
    if (leg instanceof Leg.Shift shift) {
      live.shift(shift);
      done(leg);
    } else if (leg instanceof Leg.Rest rest) {
      if (waits.rest(leg.title(), rest.time())) {
        done(leg);
      }
    } else if (leg instanceof Leg.Measure measure) {
      measure(measure);
    } else if (leg instanceof Leg.Crown) {
      confirm();
      live.crown();
      crowned = Instant.ofEpochMilli(Workflow.currentTimeMillis());
      done(leg);
    } else if (leg instanceof Leg.Bake bake) {
      bake(bake);
    } else {
      live.settle();
      done(leg);
    }
  }

  /** Since the first step weeks may have passed: people decided about the aliases too. */
  private void confirm() {
    ConfirmQuestion decided = request.decided();
    if (decided == null) {
      return;
    }
    Confirmation confirmation =
        ActivityProfiles.call(
                ApprovalActivities.class,
                ActivityProfiles.READ,
                "rollout: do the decisions still stand")
            .confirm(decided);
    if (!confirmation.withdrawn().isEmpty()) {
      withdrawn = confirmation;
      throw new Stop(RolloutOutcome.WITHDRAWN, confirmation.words());
    }
  }

  private void measure(Leg.Measure leg) {
    if (at.measured() > 0 && !waits.betweenMeasurements(leg)) {
      return;
    }
    int step = at.leg();
    at = waits.measured(at, leg.check());
    if (at.leg() != step) {
      board.done(step);
      messages.done(leg);
    }
  }

  private void bake(Leg.Bake leg) {
    Optional<String> broken = waits.bake(at.leg(), leg);
    if (broken.isPresent()) {
      at = new Position(at.leg(), 0, at.seen(), broken.get());
    } else if (!steering.interrupts()) {
      done(leg);
    }
  }

  private void done(Leg leg) {
    board.done(at.leg());
    messages.done(leg);
    at = course.done(at);
  }

  /** Holds for a person where the recipe says so; else it is over. */
  private void failed(RolloutOutcome outcome, String reason) {
    if (!deploy.holds()) {
      throw new Stop(outcome, reason);
    }
    messages.held(reason);
    if (!waits.held(at.leg(), reason, request.manifest().recipe().holdTimeout())) {
      throw new Stop(outcome, reason + "; nobody answered in time");
    }
    at = at.afresh();
  }

  @Override
  public void pause(@Nullable Remark remark) {
    signalled(Steering.of(Action.PAUSE, remark));
  }

  @Override
  public void resume(@Nullable Remark remark) {
    signalled(Steering.of(Action.RESUME, remark));
  }

  @Override
  public void promote(@Nullable Remark remark) {
    signalled(Steering.of(Action.PROMOTE, remark));
  }

  @Override
  public void abort(@Nullable Remark remark) {
    signalled(Steering.of(Action.ABORT, remark));
  }

  /** A signal cannot be refused, so what has no meaning is noted. */
  private void signalled(Instruction instruction) {
    Optional<String> refusal = steering.refusal(instruction);
    if (refusal.isPresent()) {
      board.note("%s was ignored: %s".formatted(instruction.sentence(), refusal.get()));
    } else {
      taken(instruction);
    }
  }

  @Override
  public RolloutStatus steer(Instruction instruction) {
    taken(instruction);
    return board.status();
  }

  @Override
  public void checkSteer(Instruction instruction) {
    steering
        .refusal(instruction)
        .ifPresent(
            reason -> {
              throw Failures.of(
                  FailureType.CONFLICT,
                  "%s means nothing now: %s".formatted(instruction.action().word(), reason));
            });
  }

  private void taken(Instruction instruction) {
    steering.take(instruction);
    board.note(instruction.sentence());
  }

  @Override
  public RolloutStatus status() {
    return board.status();
  }

  @Override
  public List<LedgerEntry> ledger() {
    return ledger.entries();
  }
}
