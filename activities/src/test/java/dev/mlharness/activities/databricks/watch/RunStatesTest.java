package dev.mlharness.activities.databricks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.RunStatus;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import com.databricks.sdk.service.jobs.TerminationDetails;
import com.databricks.sdk.service.jobs.TerminationTypeType;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.run.RunOutcome;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatesTest {
  private static final Set<RunLifeCycleState> ENDS =
      EnumSet.of(
          RunLifeCycleState.TERMINATED,
          RunLifeCycleState.SKIPPED,
          RunLifeCycleState.INTERNAL_ERROR);

  @ParameterizedTest
  @EnumSource
  void onlyTerminatedHasEnded(RunLifecycleStateV2State state) {
    assertThat(of(new Run().setStatus(new RunStatus().setState(state))).ended())
        .isEqualTo(state == RunLifecycleStateV2State.TERMINATED);
  }

  @ParameterizedTest
  @EnumSource
  void theOlderStateDecidesWhereTheExactOneIsMissing(RunLifeCycleState state) {
    assertThat(of(new Run().setState(new RunState().setLifeCycleState(state))).ended())
        .isEqualTo(ENDS.contains(state));
  }

  @Test
  void theExactStateOverrulesTheOlderOne() {
    Run run =
        new Run()
            .setStatus(new RunStatus().setState(RunLifecycleStateV2State.TERMINATING))
            .setState(new RunState().setLifeCycleState(RunLifeCycleState.TERMINATED));

    assertThat(of(run).ended()).isFalse();
  }

  @Test
  void aRunInStatesFromTheFutureHasEndedWhenItHasAnEnd() throws JsonProcessingException {
    String future = "{\"status\": {\"state\": \"NEW\"}, \"state\": {\"life_cycle_state\": \"NEW\"}";

    assertThat(of(parse(future + "}")).ended()).isFalse();
    assertThat(of(parse(future + ", \"end_time\": 0}")).ended()).isFalse();
    assertThat(of(parse(future + ", \"end_time\": 1795522912016}")).ended()).isTrue();
    assertThat(of(parse(future + ", \"end_time\": 1795522912016}")).outcome())
        .isEqualTo(RunOutcome.INTERNAL_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, SUCCESS",
    "SUCCESS_WITH_FAILURES, SUCCESS",
    "USER_CANCELED, CANCELED",
    "CANCELED, CANCELED",
    "SKIPPED, SKIPPED",
    "DISABLED, SKIPPED",
    "MAX_CONCURRENT_RUNS_EXCEEDED, SKIPPED",
    "MAX_JOB_QUEUE_SIZE_EXCEEDED, SKIPPED",
    "WORKSPACE_RUN_LIMIT_EXCEEDED, SKIPPED",
    "INTERNAL_ERROR, INTERNAL_ERROR",
    "CLOUD_FAILURE, INTERNAL_ERROR",
    "RUN_EXECUTION_ERROR, FAILED",
    "INVALID_CLUSTER_REQUEST, FAILED",
    "LIBRARY_INSTALLATION_ERROR, FAILED",
    "REPOSITORY_CHECKOUT_FAILED, FAILED",
    "BUDGET_POLICY_LIMIT_EXCEEDED, FAILED"
  })
  void theTerminationCodeTells(TerminationCodeCode code, RunOutcome outcome) {
    assertThat(of(terminated(code, null)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void everyTerminationCodeIsAnOutcomeAndOnlySuccessIsSuccess(TerminationCodeCode code) {
    boolean success = code == TerminationCodeCode.SUCCESS || code.name().startsWith("SUCCESS_");

    assertThat(of(terminated(code, null)).outcome() == RunOutcome.SUCCESS).isEqualTo(success);
  }

  @ParameterizedTest
  @CsvSource({
    "CLIENT_ERROR, FAILED",
    "INTERNAL_ERROR, INTERNAL_ERROR",
    "CLOUD_FAILURE, INTERNAL_ERROR",
    "SUCCESS, FAILED"
  })
  void whoIsToBlameForAFailureIsTold(TerminationTypeType type, RunOutcome outcome) {
    assertThat(of(terminated(TerminationCodeCode.CLUSTER_ERROR, type)).outcome())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "CLIENT_ERROR, FAILED",
    "INTERNAL_ERROR, INTERNAL_ERROR",
    "CLOUD_FAILURE, INTERNAL_ERROR",
    "SUCCESS, SUCCESS"
  })
  void theTypeDecidesWhereTheCodeIsFromTheFuture(TerminationTypeType type, RunOutcome outcome) {
    assertThat(of(terminated(null, type)).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, SUCCESS",
    "SUCCESS_WITH_FAILURES, SUCCESS",
    "FAILED, FAILED",
    "TIMEDOUT, TIMED_OUT",
    "CANCELED, CANCELED",
    "MAXIMUM_CONCURRENT_RUNS_REACHED, SKIPPED",
    "EXCLUDED, EXCLUDED",
    "UPSTREAM_FAILED, UPSTREAM_FAILED",
    "UPSTREAM_CANCELED, UPSTREAM_CANCELED",
    "DISABLED, SKIPPED"
  })
  void theOlderResultTellsAlone(RunResultState result, RunOutcome outcome) {
    assertThat(of(new Run().setState(new RunState().setResultState(result))).outcome())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void everyOlderResultIsAnOutcome(RunResultState result) {
    assertThat(of(new Run().setState(new RunState().setResultState(result))).outcome()).isNotNull();
  }

  @Test
  void aTimeOutIsKnownOnlyToTheOlderHalf() {
    Run run =
        terminated(TerminationCodeCode.CANCELED, TerminationTypeType.CLIENT_ERROR)
            .setState(new RunState().setResultState(RunResultState.TIMEDOUT));

    assertThat(of(run).outcome()).isEqualTo(RunOutcome.TIMED_OUT);
  }

  @Test
  void whyATaskWasPassedOverIsKnownOnlyToTheOlderHalf() {
    Run run =
        terminated(TerminationCodeCode.SKIPPED, TerminationTypeType.CLIENT_ERROR)
            .setState(new RunState().setResultState(RunResultState.UPSTREAM_FAILED));

    assertThat(of(run).outcome()).isEqualTo(RunOutcome.UPSTREAM_FAILED);
  }

  @Test
  void aFailedTaskMakesTheOlderHalfSayInternalErrorWhichItIsNot() {
    Run run =
        new Run()
            .setState(
                new RunState()
                    .setLifeCycleState(RunLifeCycleState.INTERNAL_ERROR)
                    .setResultState(RunResultState.FAILED));

    assertThat(of(run).ended()).isTrue();
    assertThat(of(run).outcome()).isEqualTo(RunOutcome.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"SKIPPED, SKIPPED", "INTERNAL_ERROR, INTERNAL_ERROR", "TERMINATED, INTERNAL_ERROR"})
  void withoutAResultTheOlderStateIsAllThereIs(RunLifeCycleState state, RunOutcome outcome) {
    assertThat(of(new Run().setState(new RunState().setLifeCycleState(state))).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void theExactMessageComesFirst() {
    Run run = terminated(TerminationCodeCode.RUN_EXECUTION_ERROR, null);
    run.getStatus().getTerminationDetails().setMessage(" exact ");
    run.setState(new RunState().setStateMessage("older"));

    assertThat(of(run).message()).isEqualTo("exact");
    run.getStatus().getTerminationDetails().setMessage("");
    assertThat(of(run).message()).isEqualTo("older");
    assertThat(of(new Run()).message()).isEqualTo("Databricks gives no reason");
  }

  private static RunStates of(Run run) {
    return RunStates.of(run);
  }

  private static Run terminated(
      @Nullable TerminationCodeCode code, @Nullable TerminationTypeType type) {
    return new Run()
        .setStatus(
            new RunStatus()
                .setState(RunLifecycleStateV2State.TERMINATED)
                .setTerminationDetails(new TerminationDetails().setCode(code).setType(type)));
  }

  private static Run parse(String json) throws JsonProcessingException {
    return SerDeUtils.createMapper().readValue(json, Run.class);
  }
}
