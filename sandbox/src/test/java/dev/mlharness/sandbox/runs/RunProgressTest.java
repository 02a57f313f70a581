package dev.mlharness.sandbox.runs;

import static dev.mlharness.sandbox.runs.SampleRuns.ended;
import static dev.mlharness.sandbox.runs.SampleRuns.submitted;
import static dev.mlharness.sandbox.runs.SampleRuns.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunProgressTest {

  private static Phase phase(Run run, String key) {
    return attempt(run, key).phase();
  }

  private static Attempt attempt(Run run, String key) {
    return run.attempts().stream()
        .filter(each -> each.taskKey().equals(key))
        .reduce((former, latter) -> latter)
        .orElseThrow();
  }

  private static Outcome outcome(Run run, String key) {
    return Objects.requireNonNull(attempt(run, key).ending()).outcome();
  }

  private static Ending ending(Run run) {
    return Objects.requireNonNull(run.ending());
  }

  @Test
  void aTaskWaitsForTheTasksThatItDependsOn() {
    Run run = RunProgress.advance(submitted(task("a"), task("b", "a")));
    assertThat(phase(run, "a")).isEqualTo(Phase.PENDING);
    assertThat(phase(run, "b")).isEqualTo(Phase.BLOCKED);

    run = ended(run, 1, Outcome.SUCCESS);
    assertThat(phase(run, "b")).isEqualTo(Phase.PENDING);
    assertThat(run.active()).isTrue();
  }

  @Test
  void aRunSucceedsWhenItsTasksHave() {
    Run run = ended(submitted(task("a")), 1, Outcome.SUCCESS);
    assertThat(ending(run).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void aFailedTaskEndsAllThatDependOnItAndTheRun() {
    Run run = ended(submitted(task("a"), task("b", "a"), task("c", "b")), 1, Outcome.FAILED);
    assertThat(outcome(run, "b")).isEqualTo(Outcome.UPSTREAM_FAILED);
    assertThat(outcome(run, "c")).isEqualTo(Outcome.UPSTREAM_FAILED);
    assertThat(ending(run).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(ending(run).message())
        .isEqualTo(
            "Task a failed with message: why."
                + " This caused all downstream tasks to get skipped.");
  }

  @Test
  void aRunWhoseLastTaskSucceedsInSpiteOfAFailureSucceedsWithFailures() {
    Run run = submitted(task("a"), task("clean", RunIf.ALL_DONE, "a"));
    run = ended(run, 1, Outcome.FAILED);
    assertThat(phase(run, "clean")).isEqualTo(Phase.PENDING);

    run = ended(run, 2, Outcome.SUCCESS);
    assertThat(ending(run).outcome()).isEqualTo(Outcome.SUCCESS_WITH_FAILURES);
  }

  @Test
  void aTaskWhoseConditionIsNotMetIsExcluded() {
    Run run = submitted(task("a"), task("alarm", RunIf.AT_LEAST_ONE_FAILED, "a"));
    run = ended(run, 1, Outcome.SUCCESS);
    assertThat(outcome(run, "alarm")).isEqualTo(Outcome.EXCLUDED);
    assertThat(ending(run).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void aStoppedRunEndsOnlyWhenItsRunningTaskHas() {
    Run run = RunProgress.advance(submitted(task("a"), task("b", "a")));
    run = run.with(1, each -> each.leavesQueue().runs());
    run = RunProgress.advance(run.stopped(Ending.now(Outcome.CANCELED, "Run cancelled.")));
    assertThat(run.phase()).isEqualTo(Phase.TERMINATING);
    assertThat(phase(run, "a")).isEqualTo(Phase.TERMINATING);
    assertThat(outcome(run, "b")).isEqualTo(Outcome.CANCELED);

    run = ended(run, 1, Outcome.CANCELED);
    assertThat(ending(run).outcome()).isEqualTo(Outcome.CANCELED);
  }

  @Test
  void aRunThatFinishedBeforeItCouldBeStoppedSucceeded() {
    Run run = submitted(task("a")).with(1, each -> each.leavesQueue().runs());
    run = run.stopped(Ending.now(Outcome.CANCELED, "Run cancelled."));
    assertThat(ending(ended(run, 1, Outcome.SUCCESS)).outcome()).isEqualTo(Outcome.SUCCESS);
  }
}
