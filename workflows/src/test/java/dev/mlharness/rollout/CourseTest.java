package dev.mlharness.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.check.CheckVerdict;
import dev.mlharness.check.Measurement;
import dev.mlharness.recipe.Deploy;
import dev.mlharness.recipe.DeployStep;
import dev.mlharness.recipe.EndpointMetric;
import dev.mlharness.recipe.LiveCheck;
import dev.mlharness.recipe.ViolationLimit;
import dev.mlharness.rollout.Leg.Bake;
import dev.mlharness.rollout.Leg.Crown;
import dev.mlharness.rollout.Leg.Measure;
import dev.mlharness.rollout.Leg.Settle;
import dev.mlharness.rollout.Leg.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CourseTest {
  private static final Measurement GOOD = Measurement.of(0, "");
  private static final Measurement BAD = Measurement.of(1, "");
  private static final Measurement NONE = Measurement.none("no requests");

  @Property
  void whereAllChecksAreKeptTheWholeWayIsTravelledOnceAndTheAliasesFollowTheTraffic(
      @ForAll("deploys") Deploy deploy) {
    Course course = Course.of(deploy, "4");

    List<Leg> travelled = travelled(course, List.of(), -1);

    assertThat(
            travelled.stream().distinct().filter(Shift.class::isInstance).map(CourseTest::weight))
        .isSorted()
        .endsWith(100);
    assertThat(travelled).filteredOn(Crown.class::isInstance).hasSize(1);
    assertThat(travelled.indexOf(new Crown("4")))
        .isGreaterThan(travelled.indexOf(last(course.shifts())));
    assertThat(travelled).filteredOn(Bake.class::isInstance).hasSize(deploy.bake() == null ? 0 : 1);
    assertThat(travelled.get(travelled.size() - 1))
        .isInstanceOf(deploy.bake() == null ? Crown.class : Settle.class);
  }

  @Property
  void trafficOnlyGrowsPastACheckThatIsProvenToBeKept(
      @ForAll("deploys") Deploy deploy, @ForAll @Size(max = 60) List<Integer> found) {
    Course course = Course.of(deploy, "4");
    Position at = Position.START;
    Iterator<Integer> values = found.iterator();
    while (at.broken() == null && course.next(at).isPresent()) {
      Leg leg = course.next(at).get();
      if (leg instanceof Measure measure) {
        Measurement measurement = values.hasNext() ? measurement(values.next()) : GOOD;
        Position then = course.measured(at, measure.check(), measurement);
        boolean passed = then.leg() > at.leg();
        int left = measure.check().violations().of() - at.measured() - 1;
        if (passed) {
          assertThat(
                  at.seen().with(verdict(measurement), measure.check().violations()).count() + left)
              .isLessThan(measure.check().violations().violations());
        }
        assertThat(then.measured()).isLessThanOrEqualTo(measure.check().violations().of());
        at = then;
      } else {
        at = course.done(at);
      }
    }
  }

  @Property
  void aStepMeasuresNoMoreOftenThanItsLimitSays(
      @ForAll @IntRange(min = 1, max = 10) int n,
      @ForAll @IntRange(max = 10) int more,
      @ForAll @Size(20) List<Integer> found) {
    LiveCheck check = check(new ViolationLimit(n, n + more));
    Course course = Course.of(deploy(List.of(new DeployStep.Check(check))), "4");
    Position at = Position.START;
    int measured = 0;
    while (at.leg() == 0 && at.broken() == null) {
      at = course.measured(at, check, measurement(found.get(measured)));
      measured++;
    }
    long bad =
        found.subList(0, measured).stream()
            .filter(value -> !measurement(value).equals(GOOD))
            .count();

    assertThat(measured).isLessThanOrEqualTo(n + more);
    assertThat(at.broken() != null).isEqualTo(bad >= n);
  }

  @Property
  void whoeverPromotesMeasuresNoMoreAndMissesNeitherTrafficNorAliases(
      @ForAll("deploys") Deploy deploy, @ForAll @IntRange(max = 30) int after) {
    Course course = Course.of(deploy, "4");

    List<Leg> travelled = travelled(course, List.of(), after);

    assertThat(travelled).filteredOn(Crown.class::isInstance).hasSize(1);
    assertThat(travelled).contains(last(course.shifts()));
    if (after < travelled.size()) {
      assertThat(travelled.subList(after, travelled.size()))
          .noneMatch(Measure.class::isInstance)
          .noneMatch(Leg.Rest.class::isInstance);
    }
  }

  @Property
  void withoutABakeWhatServedBeforeIsLetGoAtOnce(@ForAll("deploys") Deploy deploy) {
    Course course = Course.of(deploy, "4");

    assertThat(last(course.shifts()).alone()).isEqualTo(deploy.bake() == null);
    assertThat(course.shifts()).filteredOn(Shift::alone).hasSizeLessThanOrEqualTo(1);
  }

  /** All that is done, every check being kept; promoted before the leg of this number. */
  private static List<Leg> travelled(Course course, List<Leg> before, int promotedAt) {
    List<Leg> travelled = new ArrayList<>(before);
    Position at = Position.START;
    for (Optional<Leg> leg = course.next(at); leg.isPresent(); leg = course.next(at)) {
      if (travelled.size() == promotedAt) {
        at = course.promoted(at);
        promotedAt = -1;
        continue;
      }
      travelled.add(leg.get());
      at =
          leg.get() instanceof Measure measure
              ? course.measured(at, measure.check(), GOOD)
              : course.done(at);
    }
    return travelled;
  }

  @Provide
  Arbitrary<Deploy> deploys() {
    Arbitrary<DeployStep> between =
        Arbitraries.oneOf(
            Arbitraries.integers()
                .between(1, 60)
                .map(m -> new DeployStep.Pause(Duration.ofDays(m))),
            Combinators.combine(
                    Arbitraries.integers().between(1, 4), Arbitraries.integers().between(0, 4))
                .as((n, more) -> new DeployStep.Check(check(new ViolationLimit(n, n + more)))));
    Arbitrary<List<DeployStep>> steps =
        Combinators.combine(
                Arbitraries.integers().between(1, 99).set().ofMaxSize(4),
                between.list().ofMaxSize(6),
                Arbitraries.of(true, false))
            .as(CourseTest::steps);
    return Combinators.combine(steps, Arbitraries.of(true, false))
        .as(
            (all, bakes) ->
                new Deploy(
                    new Deploy.Serving("fraud", "Small", true),
                    null,
                    all,
                    bakes ? Duration.ofDays(1) : null,
                    null,
                    null));
  }

  private static List<DeployStep> steps(
      Set<Integer> weights, List<DeployStep> between, boolean shadow) {
    List<DeployStep> steps = new ArrayList<>();
    if (shadow) {
      steps.add(new DeployStep.Shadow(Duration.ofHours(1)));
    }
    Iterator<DeployStep> rest = between.iterator();
    for (int weight : new TreeSet<>(weights)) {
      steps.add(new DeployStep.Weight(weight));
      if (rest.hasNext()) {
        steps.add(rest.next());
      }
    }
    rest.forEachRemaining(steps::add);
    steps.add(new DeployStep.Weight(100));
    return steps;
  }

  private static Deploy deploy(List<DeployStep> steps) {
    return new Deploy(new Deploy.Serving("fraud", "Small", true), null, steps, null, null, null);
  }

  private static LiveCheck check(ViolationLimit limit) {
    return new LiveCheck(
        null, EndpointMetric.ERROR_RATE, null, null, null, null, 0.5, 1, limit, null);
  }

  private static Measurement measurement(int value) {
    return switch (Math.floorMod(value, 3)) {
      case 0 -> GOOD;
      case 1 -> BAD;
      default -> NONE;
    };
  }

  private static CheckVerdict verdict(Measurement measurement) {
    return measurement.equals(GOOD) ? CheckVerdict.KEPT : CheckVerdict.VIOLATED;
  }

  private static int weight(Leg leg) {
    return ((Shift) leg).weight();
  }

  private static Shift last(List<Shift> shifts) {
    return shifts.get(shifts.size() - 1);
  }
}
