package dev.mlharness.activities.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.activities.serving.EndpointView.Update;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStepTest {
  private static final EndpointConfig OLD = serving("3");
  private static final EndpointConfig NEW = serving("4");
  private static final EndpointConfig OTHER = serving("9");
  private static final Map<String, String> TAGS = Map.of("mlharness_pipeline", "p-1");

  private static final EndpointChange CREATE = change(null, NEW);
  private static final EndpointChange UPDATE = change(OLD, NEW);
  private static final EndpointChange DELETE = CREATE.inverse();

  @Test
  void whatDoesNotExistIsCreated() {
    assertThat(next(CREATE, null)).isInstanceOf(Step.Create.class);
  }

  @Test
  void anEndpointThatSomebodyDeletedIsNotMadeAnew() {
    assertThat(next(UPDATE, null)).isInstanceOf(Step.Conflict.class);
  }

  @Test
  void whatServesTheOldIsUpdated() {
    assertThat(next(UPDATE, serves(OLD))).isInstanceOf(Step.Update.class);
  }

  @Test
  void whatServesTheNewIsDone() {
    assertThat(next(UPDATE, serves(NEW))).isInstanceOf(Step.Done.class);
    assertThat(next(CREATE, serves(NEW))).isInstanceOf(Step.Done.class);
  }

  @Test
  void theOrderOfServedModelsMeansNothing() {
    ServedModel one = served("1", 50);
    ServedModel two = served("2", 50);
    EndpointChange split = change(OLD, new EndpointConfig(List.of(one, two)));

    assertThat(next(split, serves(new EndpointConfig(List.of(two, one)))))
        .isInstanceOf(Step.Done.class);
  }

  @Test
  void whatServesSomethingElseIsLeftAlone() {
    assertThat(next(UPDATE, serves(OTHER)))
        .isInstanceOfSatisfying(
            Step.Conflict.class,
            conflict -> assertThat(conflict.reason()).contains("version 9").contains("version 3"));
    assertThat(next(CREATE, serves(OTHER))).isInstanceOf(Step.Conflict.class);
    assertThat(next(DELETE, serves(OTHER))).isInstanceOf(Step.Conflict.class);
  }

  @Test
  void anUpdateUnderWayIsWaitedForWhoeverBeganIt() {
    assertThat(next(UPDATE, updating(OLD, NEW))).isInstanceOf(Step.Wait.class);
    assertThat(next(CREATE, updating(null, NEW))).isInstanceOf(Step.Wait.class);
  }

  @Test
  void anUpdateOfSomebodyElseIsNotOverwritten() {
    assertThat(next(UPDATE, updating(OLD, OTHER))).isInstanceOf(Step.Conflict.class);
    assertThat(next(DELETE, updating(NEW, OTHER))).isInstanceOf(Step.Conflict.class);
  }

  @Test
  void undoingAnUpdateThatIsStillUnderWayWaitsForItsEnd() {
    assertThat(next(UPDATE.inverse(), updating(OLD, NEW))).isInstanceOf(Step.Wait.class);
    assertThat(next(UPDATE.inverse(), serves(NEW))).isInstanceOf(Step.Update.class);
  }

  @Test
  void undoingAnUpdateThatFailedHasNothingToDo() {
    assertThat(next(UPDATE.inverse(), failed(OLD, NEW))).isInstanceOf(Step.Done.class);
  }

  @Test
  void aFailedUpdateOfThisCallIsReportedWithItsReason() {
    assertThat(new NextStep(UPDATE, true).of(failed(OLD, NEW)))
        .isInstanceOfSatisfying(
            Step.Failed.class, failed -> assertThat(failed.reason()).contains("out of memory"));
  }

  @Test
  void aFailedUpdateOfAnEarlierCallIsTriedAgain() {
    assertThat(next(UPDATE, failed(OLD, NEW))).isInstanceOf(Step.Update.class);
    assertThat(next(CREATE, failed(null, NEW))).isInstanceOf(Step.Update.class);
  }

  @Test
  void anEndpointThatNeverServedIsDeletedOnlyIfItIsOurs() {
    assertThat(next(DELETE, failed(null, NEW))).isInstanceOf(Step.Delete.class);
    assertThat(next(DELETE, failed(null, null))).isInstanceOf(Step.Delete.class);
    assertThat(
            next(DELETE, new EndpointView(null, OTHER, Update.FAILED, false, Map.of(), List.of())))
        .isInstanceOf(Step.Conflict.class);
  }

  @Test
  void deletingWhatIsGoneIsDone() {
    assertThat(next(DELETE, null)).isInstanceOf(Step.Done.class);
  }

  @Test
  void afterAskingToDeleteItWaitsUntilTheEndpointIsGone() {
    assertThat(new NextStep(DELETE, true).of(serves(NEW))).isInstanceOf(Step.Wait.class);
  }

  @Test
  void aStaleAnswerAfterTheChangeWasAcceptedIsNoReasonToSendItTwice() {
    assertThat(new NextStep(UPDATE, true).of(serves(OLD))).isInstanceOf(Step.Wait.class);
    assertThat(new NextStep(CREATE, true).of(null)).isInstanceOf(Step.Wait.class);
  }

  private static Step next(EndpointChange change, @Nullable EndpointView now) {
    return new NextStep(change, false).of(now);
  }

  private static EndpointView serves(EndpointConfig config) {
    return new EndpointView(config, null, Update.NONE, true, Map.of(), List.of());
  }

  private static EndpointView updating(@Nullable EndpointConfig from, EndpointConfig to) {
    return new EndpointView(from, to, Update.IN_PROGRESS, from != null, TAGS, List.of());
  }

  private static EndpointView failed(@Nullable EndpointConfig from, @Nullable EndpointConfig to) {
    return new EndpointView(
        from,
        to,
        Update.FAILED,
        from != null,
        TAGS,
        List.of(new EndpointView.Failure("fraud-4", "out of memory")));
  }

  private static EndpointChange change(@Nullable EndpointConfig from, @Nullable EndpointConfig to) {
    return new EndpointChange(new Access("dev", "trainer"), "fraud", from, to, TAGS);
  }

  private static EndpointConfig serving(String version) {
    return new EndpointConfig(List.of(served(version, 100)));
  }

  private static ServedModel served(String version, int weight) {
    return new ServedModel(
        "fraud-" + version, "main.fraud.detector", version, "Small", true, weight);
  }
}
