package dev.mlharness.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCheckTest {
  @TempDir private Path folder;
  private Assembly assembly;
  private GateCheck check;

  @BeforeEach
  void assemble() {
    assembly = new Assembly(folder);
    check = assembly.check(new Trust.Signed());
  }

  @Test
  void whatTheRightPersonSignedForThisGateCountsInTheirWords() {
    CheckedDecision checked = check.check(Assembly.question(1, assembly.signed(Assembly.LEAD)));

    assertThat(checked.refusal()).isNull();
    assertThat(checked.subject()).isEqualTo("id-lead");
    assertThat(checked.proven())
        .returns("lead@example.com", Decision::by)
        .returns("fine", Decision::comment)
        .returns(Assembly.gate().evidence(), Decision::evidence);
    assertThat(assembly.audit.events()).isEmpty();
  }

  @Test
  void theSameQuestionAskedAgainIsRecordedOnce() {
    check.check(Assembly.question(1, null));
    check.check(Assembly.question(1, null));

    assertThat(assembly.audit.events()).hasSize(1);
  }

  @Test
  void anOwnerMayStillSayNo() {
    DecisionQuestion no =
        new DecisionQuestion(
            Assembly.gate(),
            new Decision(
                Verdict.REJECT, null, null, null, assembly.signed(Assembly.OWNER, Verdict.REJECT)),
            1,
            Assembly.NOON);

    assertThat(check.check(no).refusal()).isNull();
  }

  @Test
  void keysThatCannotBeReadAreNoRefusal() {
    String proof = assembly.signed(Assembly.LEAD);
    assembly.keys();

    assertThatThrownBy(() -> check.check(Assembly.question(1, proof)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
    assertThat(assembly.audit.events()).isEmpty();
  }

  @Test
  void whatWasUsedInTimeStandsLongAfterItExpired() {
    assertThat(confirmed(assembly.signed(Assembly.LEAD)).withdrawn()).isEmpty();
  }

  @Test
  void whoeverHasLeftTheGroupIsNamed() {
    String proof = assembly.signed(Assembly.LEAD);
    assembly.group("ml-leads", Assembly.OTHER);

    assertThat(confirmed(proof).words())
        .contains("the decision of lead@example.com", "lead@example.com is now in none");
  }

  @Test
  void aKeyThatWasWithdrawnTakesItsDecisionsAlong() {
    String proof = assembly.signed(Assembly.LEAD);
    assembly.keys(Assembly.key("k2"));

    assertThat(confirmed(proof).words()).contains("its key 'k1' is none of this harness");
  }

  @Test
  void aDecisionOfAnotherRunStandsNoMore() {
    assertThat(
            confirmed(assembly.signed(Assembly.at(OpenGate.id("fraud-1", "before-the-reset", 1))))
                .words())
        .contains("it is for the gate fraud-1/before-the-reset/approve/1");
    assertThat(confirmed(null).words()).contains("wants signed decisions");
  }

  @Test
  void whereTheNamespaceIsTrustedNamesStandAsTheyWereSaid() {
    GateCheck trusting = assembly.check(new Trust.Namespace(Set.of()));
    OpenGate gate = Assembly.gate();
    OpenGate open =
        new OpenGate(
            gate.id(),
            gate.workspace(),
            gate.evidence(),
            gate.policy(),
            gate.owners(),
            false,
            gate.deadline());

    assertThat(
            trusting
                .confirm(
                    new ConfirmQuestion(
                        open, List.of(new Decision(Verdict.APPROVE, "bob", null, null))))
                .withdrawn())
        .isEmpty();
    assertThat(trusting.prepare(asked(1)).signed()).isFalse();
    assertThat(trusting.prepare(asked(1)).remarks().get(0))
        .contains("group:ml-leads is not checked");
  }

  @Test
  void approversThatNobodyCanResolveAreFoundBefore() {
    assertThat(check.prepare(asked(2)).signed()).isTrue();
    assertHeld(3, "requires 3 approvals, and 2 of those in group:ml-leads may give one");
    assembly.group("ml-leads");
    assertHeld(1, "requires 1 approvals, and 0");
    assembly.dissolve("ml-leads");
    assertHeld(1, "the directory of workspace 'prod' has no such group");
  }

  private void assertHeld(int required, String words) {
    assertThatThrownBy(() -> check.prepare(asked(required)))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.HELD.name()));
  }

  private static GateQuestion asked(int required) {
    return new GateQuestion("prod", Assembly.policy(required), List.of("owner@example.com"));
  }

  private Confirmation confirmed(@Nullable String proof) {
    Decision decision = new Decision(Verdict.APPROVE, "lead@example.com", null, null, proof);
    return check.confirm(new ConfirmQuestion(Assembly.gate(), List.of(decision)));
  }
}
