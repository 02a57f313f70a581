package dev.mlharness.sandbox.runs;

import static dev.mlharness.sandbox.runs.SampleRuns.ended;
import static dev.mlharness.sandbox.runs.SampleRuns.submitted;
import static dev.mlharness.sandbox.runs.SampleRuns.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepairRequestTest {

  private final Run failed =
      ended(
          ended(submitted(task("a"), task("b", "a"), task("c", "b")), 1, Outcome.SUCCESS),
          2,
          Outcome.FAILED);

  private static RepairRequest named(String... tasks) {
    return new RepairRequest(100, List.of(tasks), false, false, null, null, null);
  }

  private static RepairRequest allFailed(@Nullable Long latestRepair) {
    return new RepairRequest(100, null, true, false, latestRepair, null, null);
  }

  @Test
  void allFailedTasksAreThoseThatFailedAndThoseThatWereSkippedForIt() {
    assertThat(allFailed(null).tasksToRun(failed)).containsExactly("b", "c");
  }

  @Test
  void namedTasksMayBringAlongThoseThatDependOnThem() {
    var withDependents = new RepairRequest(100, List.of("a"), false, true, null, null, null);
    assertThat(withDependents.tasksToRun(failed)).containsExactly("a", "b", "c");
    assertThat(named("a").tasksToRun(failed)).containsExactly("a");
  }

  @Test
  void anActiveRunCannotBeRepaired() {
    assertThatThrownBy(() -> named("a").tasksToRun(submitted(task("a"))))
        .hasMessageContaining("is active");
  }

  @Test
  void aTaskIsNamedOnceAndExists() {
    assertThatThrownBy(() -> named("a", "a").tasksToRun(failed))
        .hasMessage("rerun_tasks cannot contain duplicate task keys.");
    assertThatThrownBy(() -> named("x").tasksToRun(failed)).hasMessageContaining("no tasks [x]");
    assertThatThrownBy(() -> named().tasksToRun(failed)).hasMessageContaining("was expected");
  }

  @Test
  void fromTheSecondRepairOnTheLatestMustBeNamed() {
    Run repaired =
        ended(
            failed.repaired(7, failed.spec(), List.of(Attempt.of("b", 9, 1, 7L))),
            9,
            Outcome.FAILED);
    assertThatThrownBy(() -> allFailed(null).tasksToRun(repaired))
        .hasMessageContaining("latest repair ID needs to be provided");
    assertThatThrownBy(() -> allFailed(6L).tasksToRun(repaired)).hasMessageContaining("is 7");
    assertThat(allFailed(7L).tasksToRun(repaired)).containsExactly("b", "c");
  }

  @Test
  void aRepairKeepsHowTheRunHadEnded() {
    Run repaired = failed.repaired(7, failed.spec(), List.of(Attempt.of("b", 9, 1, 7L)));
    assertThat(repaired.active()).isTrue();
    assertThat(repaired.repairs().get(0).before())
        .isEqualTo(Objects.requireNonNull(failed.ending()));
  }
}
