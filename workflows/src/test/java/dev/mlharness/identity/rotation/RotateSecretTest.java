package dev.mlharness.identity.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.pipeline.Histories;
import dev.mlharness.world.FakeSecrets;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotateSecretTest {
  @RegisterExtension final RotationExtension rotations = new RotationExtension();

  @Test
  @Tag(Histories.KEPT)
  void theNewSecretWorksAndTheFormerOneIsRefused() {
    RotationResult result = rotations.start().getResult(RotationResult.class);

    assertThat(result.fresh()).isEqualTo("new-1");
    assertThat(result.revoked()).containsExactly("old");
    assertThat(secrets().current()).isEqualTo("new-1");
    assertThat(secrets().valid()).containsExactly("new-1");
    assertThat(secrets().everWithout()).isFalse();
  }

  @Test
  void bothWorkUntilTheOverlapIsOver() {
    WorkflowStub rotation = rotations.start();
    RotationStatus waiting = rotations.until(status -> status.until() != null);

    rotations.pass(FakeSecrets.OVERLAP.minus(Duration.ofMinutes(5)));
    assertThat(secrets().valid()).containsExactly("old", "new-1");
    assertThat(secrets().current()).isEqualTo("new-1");
    assertThat(waiting.ledger()).extracting(LedgerEntry::state).containsOnly(State.OPEN);

    rotation.getResult(RotationResult.class);
    assertThat(secrets().valid()).containsExactly("new-1");
  }

  @ParameterizedTest
  @CsvSource({"PlanRotation", "IssueSecret", "ProveSecret", "PromoteSecret"})
  void whatFailsForGoodIsUndone(String step) {
    rotations.world().faults().fail(step, 1, FailureType.ACCESS_DENIED);

    ApplicationFailure failure = failure(rotations.start());

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.getOriginalMessage()).startsWith(step + " failed");
    assertThatNothingHasChanged();
  }

  @Test
  @Tag(Histories.KEPT)
  void aNewSecretThatDiesDuringTheOverlapIsTakenBack() {
    WorkflowStub rotation = rotations.start();
    rotations.until(status -> status.until() != null);
    rotations.world().faults().failAlways("ProveSecret", FailureType.UNAVAILABLE);

    assertThat(failure(rotation).getOriginalMessage()).contains("tried until its time was over");
    assertThatNothingHasChanged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"IssueSecret", "ProveSecret", "PromoteSecret", "RevokeSecret", "PlanRotation"})
  void aLostReplyCostsNothingTwice(String step) {
    rotations.world().faults().loseReply(step, 2);

    rotations.start().getResult(RotationResult.class);

    assertThat(secrets().valid()).containsExactly("new-1");
    assertThat(secrets().everWithout()).isFalse();
  }

  @Test
  void aNewSecretWhoseMakingWasNeverAnsweredIsDeletedToo() {
    rotations.world().faults().loseReply("IssueSecret", 1);
    rotations.world().faults().fail("IssueSecret", 1, FailureType.ACCESS_DENIED);

    failure(rotations.start());

    assertThatNothingHasChanged();
  }

  @Test
  @Tag(Histories.KEPT)
  void aCancelledRotationIsUndone() {
    WorkflowStub rotation = rotations.start();
    rotations.until(status -> status.until() != null);
    rotation.cancel();

    assertThatThrownBy(() -> rotation.getResult(RotationResult.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOf(CanceledFailure.class);
    assertThatNothingHasChanged();
    assertThat(rotations.status().ledger())
        .extracting(LedgerEntry::state)
        .containsOnly(State.UNDONE);
  }

  @Test
  void aNewSecretThatIsStillInTheStoreIsNotDeleted() {
    WorkflowStub rotation = rotations.start();
    rotations.until(status -> status.until() != null);
    rotations.world().faults().failAlways("RestoreSecret", FailureType.ACCESS_DENIED);
    rotations.world().faults().failAlways("ProveSecret", FailureType.ACCESS_DENIED);

    assertThat(failure(rotation).getOriginalMessage())
        .contains(
            "Not undone: new secret of principal-1 (it is in use.",
            "secret in file (RestoreSecret failed by request. By hand: let the store of secret 'bi'");
    assertThat(secrets().valid()).containsExactly("old", "new-1");
    assertThat(secrets().everWithout()).isFalse();
  }

  @Test
  void fromTheRevocationOnNothingIsUndone() {
    rotations.world().faults().fail("RevokeSecret", 1, FailureType.ACCESS_DENIED);

    failure(rotations.start());

    assertThat(secrets().current()).isEqualTo("new-1");
    assertThat(secrets().valid()).containsExactly("old", "new-1");
    assertThat(rotations.status().ledger())
        .extracting(LedgerEntry::state)
        .containsOnly(State.CLOSED);
  }

  @Test
  @Tag(Histories.KEPT)
  void aStartUnderAnotherIdWaitsForTheOnlyRotation() {
    RotationResult result = rotations.start("rotate-bi-2026-11-24").getResult(RotationResult.class);

    assertThat(result.fresh()).isEqualTo("new-1");
    assertThat(rotations.status().fresh()).isEqualTo("new-1");
  }

  @Test
  void aStartDuringARotationDoesNothing() {
    WorkflowStub first = rotations.start();
    rotations.until(status -> status.until() != null);

    RotationResult second = rotations.start("rotate-bi-again").getResult(RotationResult.class);

    assertThat(second.fresh()).isNull();
    assertThat(first.getResult(RotationResult.class).fresh()).isEqualTo("new-1");
    assertThat(secrets().valid()).containsExactly("new-1");
  }

  private FakeSecrets secrets() {
    return rotations.world().secrets();
  }

  private void assertThatNothingHasChanged() {
    assertThat(secrets().current()).isEqualTo("old");
    assertThat(secrets().valid()).containsExactly("old");
    assertThat(secrets().everWithout()).isFalse();
  }

  private static ApplicationFailure failure(WorkflowStub rotation) {
    try {
      throw new AssertionError("did not fail: " + rotation.getResult(RotationResult.class));
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof ApplicationFailure failure) {
        return failure;
      }
      throw e;
    }
  }
}
