package dev.mlharness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.FailureType;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.pipeline.Histories;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import dev.mlharness.registry.Alias;
import dev.mlharness.watch.WatchStatus.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WatchTest {
  private static final String ERRORS =
      "{every: 1h, checks: [{metric: error_rate, max: 0.01, violations: 2 of 3}], on_violation: %s}";

  private static final String EACH =
      "{every: 1h, checks: [{metric: error_rate, max: 0.01}], on_violation: %s}";

  @RegisterExtension final WatchExtension watches = new WatchExtension();

  @Test
  void aModelThatKeepsItsRulesIsLeftAloneForWeeks() {
    watches.world().checks().finds("error_rate", 0.001);
    Watch watch = watches.begin(ERRORS.formatted("retrain"));

    watches.sleep(Duration.ofDays(21).plusMinutes(1));

    WatchStatus status = watch.status();
    assertThat(status.looks()).isGreaterThanOrEqualTo(21 * 24);
    assertThat(status.violations()).isZero();
    assertThat(status.checks().get(0).sentence()).contains("error_rate is 0.001");
    assertThat(watches.started()).isEmpty();
  }

  @Test
  @Tag(Histories.KEPT)
  void aRuleThatIsBrokenOftenEnoughStartsOneRetrain() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watches.world().checks().finds("error_rate", 0.5);

    watches.sleep(Duration.ofMinutes(90));
    assertThat(watches.started()).as("1 of 3").isEmpty();
    watches.sleep(Duration.ofHours(10));

    assertThat(watches.started())
        .singleElement()
        .asString()
        .matches(
            "detector-\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z for ann, proof proof-of-ann, main.fraud.detector");
    assertThat(watch.status().mayActFrom()).isAfter(watches.now());
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .anyMatch(what -> what.startsWith("retrain detector-"))
        .anyMatch(what -> what.contains("cools down"));
    assertThat(violations()).isEqualTo(1);
  }

  @Test
  void aViolationIsToldToThoseWhomTheRecipeNames() {
    ReceiverName operators = new ReceiverName(Kind.TEAMS, "operators");
    watches.world().receivers().operatorsHave(operators, Occasion.WATCH_VIOLATION);
    watches.world().checks().finds("error_rate", 0.5);
    watches.begin(ERRORS.formatted("notify"));

    watches.sleep(Duration.ofHours(5));

    assertThat(watches.world().receivers().told("operators"))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.facts()).containsEntry("action", "notified");
              assertThat(message.about().version()).isEqualTo("1");
              assertThat(message.words()).contains("error_rate");
            });
  }

  @Test
  void aStormOfViolationsIsAnsweredAsOftenAsTheLimitSays() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch =
        watches.begin(
            "{every: 10m, checks: [{metric: error_rate, max: 0.01}], on_violation: retrain, cooldown: 3h, limit: 3 per 30d}");

    watches.sleep(Duration.ofDays(7));

    assertThat(watch.status().violations()).as("violations").isGreaterThan(900);
    assertThat(watch.status().looks()).as("looks, over several runs").isGreaterThan(900);
    assertThat(watches.started()).hasSize(3);
    assertThat(watch.status().actions()).hasSize(3);
  }

  @Test
  void whileAPipelineOfTheModelRunsNoOtherIsStarted() {
    watches.world().watches().open("fraud-17");
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(ERRORS.formatted("retrain"));

    watches.sleep(Duration.ofHours(5));
    assertThat(watches.started()).isEmpty();
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .anyMatch(what -> what.contains("fraud-17 of the model has not ended"));

    watches.world().watches().open(null);
    watches.sleep(Duration.ofHours(1));
    assertThat(watches.started()).hasSize(1);
  }

  @Test
  @Tag(Histories.KEPT)
  void aRollbackIsOrderedOnce() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(ERRORS.formatted("rollback"));

    watches.sleep(Duration.ofHours(9));

    assertThat(watches.world().watches().orders())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.key()).isEqualTo(WatchExtension.KEY);
              assertThat(order.version()).isEqualTo("1");
              assertThat(order.why()).contains("error_rate is 0.5");
            });
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .contains("version 1 was rolled back");
  }

  @Test
  void aRollbackThatIsRefusedIsSaidAndNotTriedAgainBeforeTheCooldown() {
    watches.world().faults().fail("RollBackWatched", 9, FailureType.CONFLICT);
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(ERRORS.formatted("rollback"));

    watches.sleep(Duration.ofHours(9));

    assertThat(watches.world().watches().orders()).isEmpty();
    assertThat(watch.status().state()).isEqualTo(State.WATCHING);
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .filteredOn(what -> what.startsWith("rollback was not done"))
        .hasSize(1);
  }

  @Test
  void toNotifyIsToRecordAndToShow() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(ERRORS.formatted("notify"));

    watches.sleep(Duration.ofHours(9));

    assertThat(watches.started()).isEmpty();
    assertThat(violations()).isEqualTo(1);
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .anyMatch(what -> what.startsWith("error_rate is 0.5, at most 0.01 is allowed"));
  }

  @Test
  void whatCannotBeMeasuredBreaksNoRule() {
    watches.world().faults().fail("Measure error_rate", 99, FailureType.NOT_FOUND);
    Watch watch = watches.begin(ERRORS.formatted("retrain"));

    watches.sleep(Duration.ofHours(9));

    assertThat(watch.status().violations()).isZero();
    assertThat(watch.status().checks().get(0).sentence()).contains("is not known");
  }

  @Test
  void aNewChampionIsWatchedByItsOwnRulesAndWithEmptyWindows() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watches.sleep(Duration.ofMinutes(70));

    String second = watches.world().registry().champion(Map.of(), Map.of());
    watch.watch(
        watches.model(
            "{every: 2h, checks: [{metric: latency_p95_ms, max: 30}], on_violation: notify}",
            second,
            "fraud-2"));
    watches.sleep(Duration.ofHours(3));

    WatchStatus status = watch.status();
    assertThat(status.version()).isEqualTo(second);
    assertThat(status.every()).isEqualTo("2h");
    assertThat(status.checks()).extracting(CheckState::title).containsExactly("latency_p95_ms");
    assertThat(watches.started()).isEmpty();
  }

  @Test
  void aChampionThatWasBroughtBackIsWatchedByTheRulesItCameWith() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    String second = watches.world().registry().champion(Map.of(), Map.of());
    watch.watch(
        watches.model("{every: 2h, age: {max: 30d}, on_violation: notify}", second, "fraud-2"));
    watches.sleep(Duration.ofHours(3));

    watches.world().registry().meddle(Alias.CHAMPION, "1");
    watches.sleep(Duration.ofHours(3));

    assertThat(watch.status().version()).isEqualTo("1");
    assertThat(watch.status().onViolation()).isEqualTo("retrain");
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .contains("version 1 is champion now, instead of version 2");
  }

  @Test
  void aModelThatGrowsOldIsTrainedAgain() {
    watches.begin("{every: 1d, age: {max: 30d}, on_violation: retrain, cooldown: 7d}");

    watches.sleep(Duration.ofDays(30));
    assertThat(watches.started()).isEmpty();
    watches.sleep(Duration.ofDays(2));
    assertThat(watches.started()).hasSize(1);
  }

  @Test
  void dataThatTheModelHasNotSeenForTooLongAreAReasonToo() {
    Watch watch =
        watches.begin("{every: 1d, data_age: {max: 7d}, on_violation: retrain, cooldown: 7d}");
    watches.world().checks().unseenSince(watches.now());

    watches.sleep(Duration.ofDays(6));
    assertThat(watch.status().checks().get(0).title()).isEqualTo("data_age of train");
    assertThat(watches.started()).isEmpty();
    watches.sleep(Duration.ofDays(3));
    assertThat(watches.started()).hasSize(1);
  }

  @Test
  void aPausedWatchDoesNotLookAndLooksAtOnceWhenItIsResumed() {
    watches.world().checks().finds("error_rate", 0.001);
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watches.sleep(Duration.ofMinutes(90));
    watch.pause();

    watches.sleep(Duration.ofDays(2));
    assertThat(watch.status().state()).isEqualTo(State.PAUSED);
    assertThat(watch.status().looks()).isEqualTo(1);
    watch.resume();
    watches.sleep(Duration.ofMinutes(1));
    assertThat(watch.status().looks()).isEqualTo(2);
  }

  @Test
  @Tag(Histories.KEPT)
  void aStoppedWatchEnds() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watches.sleep(Duration.ofMinutes(90));

    watch.stop();
    watches.client().newUntypedWorkflowStub(WatchExtension.ID).getResult(Void.class);

    assertThat(watch.status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void aChampionThatIsToldOfTwiceIsOneChampion() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watch.watch(watches.model(ERRORS.formatted("retrain"), "1", "fraud-1"));
    watches.sleep(Duration.ofMinutes(1));

    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .containsExactly("version 1 of main.fraud.detector is watched");
  }

  private long violations() {
    return watches.world().audit().events().stream()
        .map(AuditEvent::kind)
        .filter(AuditKind.VIOLATION::equals)
        .count();
  }

  @Test
  @Tag(Histories.KEPT)
  void aChampionOfAWorkflowIdThatWasUsedAgainIsWatchedByItsOwnRules() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    String second = watches.world().registry().champion(Map.of(), Map.of());

    watch.watch(
        watches.model("{every: 2h, age: {max: 30d}, on_violation: notify}", second, "fraud-1"));
    watches.sleep(Duration.ofHours(3));

    assertThat(watch.status().version()).isEqualTo(second);
    assertThat(watch.status().every()).isEqualTo("2h");
    assertThat(watch.status().onViolation()).isEqualTo("notify");
  }

  @Test
  @Tag(Histories.KEPT)
  void aChampionThatIsToldOfAfterStopIsWatched() {
    Watch watch = watches.begin(ERRORS.formatted("retrain"));
    watches
        .world()
        .faults()
        .before(
            "Measure error_rate",
            () -> {
              watch.stop();
              watch.watch(watches.model(ERRORS.formatted("retrain"), "2", "fraud-2"));
            });
    watches.sleep(Duration.ofMinutes(90));

    assertThat(watch.status().state()).isEqualTo(State.WATCHING);
    assertThat(watch.status().version()).isEqualTo("2");
  }

  @Test
  @Tag(Histories.KEPT)
  void aWatchThatIsStoppedWhileItLooksDoesNotReact() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(EACH.formatted("rollback"));
    watches.world().faults().before("Measure error_rate", watch::stop);
    watches.sleep(Duration.ofHours(5));

    assertThat(watches.world().watches().orders()).isEmpty();
    assertThat(watch.status().violations()).isEqualTo(1);
    assertThat(watch.status().events())
        .extracting(WatchEvent::what)
        .anyMatch(what -> what.contains("is broken; nothing is done"));
  }

  @Test
  @Tag(Histories.KEPT)
  void aWatchThatIsPausedWhileItLooksReactsWhenItIsResumed() {
    watches.world().checks().finds("error_rate", 0.5);
    Watch watch = watches.begin(EACH.formatted("rollback"));
    watches.world().faults().before("Measure error_rate", watch::pause);
    watches.sleep(Duration.ofHours(5));
    assertThat(watches.world().watches().orders()).isEmpty();
    assertThat(watch.status().checks()).singleElement().matches(CheckState::violated);

    watch.resume();
    watches.sleep(Duration.ofMinutes(1));

    assertThat(watches.world().watches().orders()).hasSize(1);
  }
}
