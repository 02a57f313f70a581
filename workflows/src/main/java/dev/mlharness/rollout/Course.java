package dev.mlharness.rollout;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.Violations;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.DeployStep;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.rollout.Leg.Bake;
import dev.mlharness.rollout.Leg.Crown;
import dev.mlharness.rollout.Leg.Measure;
import dev.mlharness.rollout.Leg.Rest;
import dev.mlharness.rollout.Leg.Settle;
import dev.mlharness.rollout.Leg.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way that a recipe lays out, and what comes next on it: pure functions of where the rollout
 * stands. The aliases move as soon as all traffic has, and before the bake.
 */
final class Course {
  private static final int ALL = 100;

  private final List<Leg> legs;

  private Course(List<Leg> legs) {
    this.legs = List.copyOf(legs);
  }

  /**
   * @param version of the candidate
   */
  static Course of(Deploy deploy, String version) {
    boolean bakes = deploy.bake() != null;
    List<Leg> legs = new ArrayList<>();
    deploy.steps().forEach(step -> add(step, !bakes, legs));
    legs.add(new Crown(version));
    if (deploy.bake() != null) {
      legs.add(new Bake(deploy.bake()));
      legs.add(new Settle());
    }
    return new Course(legs);
  }

  private static void add(DeployStep step, boolean alone, List<Leg> legs) {
    if (step instanceof DeployStep.Weight weight) {
      legs.add(new Shift(weight.weight(), alone && weight.weight() == ALL));
    } else if (step instanceof DeployStep.Pause pause) {
      legs.add(new Rest(pause.pause()));
    } else if (step instanceof DeployStep.Check check) {
      legs.add(new Measure(check.check()));
    } else if (step instanceof DeployStep.Shadow shadow) {
      legs.add(new Shift(0, false));
      legs.add(new Rest(shadow.shadow()));
    }
  }

  List<Leg> legs() {
    return legs;
  }

  /** What comes next; empty at the end. Asked only of positions that are not broken. */
  Optional<Leg> next(Position at) {
    return at.leg() < legs.size() ? Optional.of(legs.get(at.leg())) : Optional.empty();
  }

  /** The leg is behind. */
  Position done(Position at) {
    return Position.at(at.leg() + 1);
  }

  /**
   * A step's check was measured once more. What cannot be measured is not kept: traffic only grows
   * on proof.
   */
  Position measured(Position at, LiveCheck check, Measurement measurement) {
    CheckVerdict verdict =
        measurement.verdict(check) == CheckVerdict.KEPT ? CheckVerdict.KEPT : CheckVerdict.VIOLATED;
    Violations seen = at.seen().with(verdict, check.violations());
    int measured = at.measured() + 1;
    if (seen.reach(check.violations())) {
      return new Position(at.leg(), measured, seen, measurement.sentence(check));
    }
    return seen.cannotReach(check.violations(), check.violations().of() - measured)
        ? done(at)
        : new Position(at.leg(), measured, seen, null);
  }

  /** A person has seen enough: straight to all traffic, or out of the bake. */
  Position promoted(Position at) {
    for (int i = at.leg(); i < legs.size(); i++) {
      Leg leg = legs.get(i);
      boolean all = leg instanceof Shift shift && shift.weight() == ALL;
      if (all || leg instanceof Crown || leg instanceof Settle) {
        return Position.at(i);
      }
    }
    return at.afresh();
  }

  /** All checks of the steps; they go on during the bake. */
  List<LiveCheck> checks() {
    return legs.stream()
        .filter(Measure.class::isInstance)
        .map(leg -> ((Measure) leg).check())
        .toList();
  }

  /** The weights that the candidate may have, in order. */
  List<Shift> shifts() {
    return legs.stream().filter(Shift.class::isInstance).map(Shift.class::cast).toList();
  }
}
