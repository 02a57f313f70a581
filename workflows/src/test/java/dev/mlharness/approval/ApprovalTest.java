package dev.mlharness.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.Approve;
import dev.mlharness.recipe.Approve.OnTimeout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<String> NAMES = List.of("ann", "Bob ", "cyd", " Cyd", "dan", "eve");

  @Test
  void asManyPeopleAsRequiredMustApprove() {
    Approval gate = gate(2);

    assertThat(gate.approved()).isFalse();
    assertThat(yes(gate, "ann").missing()).isEqualTo(1);
    assertThat(yes(yes(gate, "ann"), "bob").approved()).isTrue();
  }

  @Test
  void nobodyApprovesTwiceHoweverTheyWriteTheirName() {
    assertThat(yes(gate(2), "Ann").refusal(approve(" ann ")))
        .contains(" ann  has approved already");
  }

  @Test
  void thoseWhoDoNotSayWhoTheyAreCountOnce() {
    Approval gate = yes(gate(2), null);

    assertThat(gate.missing()).isEqualTo(1);
    assertThat(gate.refusal(approve(""))).contains("unknown has approved already");
  }

  @Test
  void nobodyApprovesTheirOwnWorkButTheyMayRejectIt() {
    Approval gate = gate(1, Set.of("Ann@Example.com"));

    assertThat(gate.refusal(approve("ann@example.com")))
        .contains("ann@example.com may not approve their own work");
    assertThat(gate.refusal(new Decision(Verdict.REJECT, "ann@example.com", null, null))).isEmpty();
  }

  @Test
  void withoutSeparationOnesOwnWorkMayBeApproved() {
    Approve policy = new Approve(1, false, Duration.ofDays(1), OnTimeout.REJECT);

    assertThat(new Approval(policy, "e1", Set.of("ann")).refusal(approve("ann"))).isEmpty();
  }

  @Test
  void aDecisionForOtherEvidenceDoesNotCount() {
    assertThat(gate(1).refusal(new Decision(Verdict.APPROVE, "ann", null, "e0")))
        .contains("it was given for evidence e0; the gate shows e1");
    assertThat(gate(1).refusal(new Decision(Verdict.REJECT, "ann", null, "e0"))).isPresent();
    assertThat(gate(1).refusal(new Decision(Verdict.APPROVE, "ann", null, "e1"))).isEmpty();
  }

  @Test
  void oneRejectionEndsItAtOnceEvenByOneWhoApproved() {
    Approval gate = with(yes(gate(2), "ann"), new Decision(Verdict.REJECT, "ann", "no", null));

    assertThat(gate.rejected()).isTrue();
    assertThat(gate.approved()).isFalse();
    assertThat(gate.refusal(approve("bob"))).isPresent();
    assertThat(gate.standing()).endsWith("rejected by ann at 2026-11-24T12:00:00Z: no");
  }

  @Test
  void aSettledGateTakesNoMore() {
    assertThat(yes(gate(1), "ann").refusal(approve("bob")))
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("the gate is closed"));
  }

  /** Whoever decides, in whatever order, however often, and however they write their name. */
  @Property
  void itIsApprovedByAsManyPeopleAsRequiredWhoseWorkItIsNot(
      @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> deciders,
      @ForAll @IntRange(min = 1, max = 4) int required) {
    Approval gate = gate(required, Set.of("ann", "bob"));
    for (int decider : deciders) {
      Decision decision = approve(NAMES.get(decider));
      gate = gate.refusal(decision).isEmpty() ? gate.with(decision, NOON) : gate;
    }

    long others =
        deciders.stream()
            .map(decider -> NAMES.get(decider).strip().toLowerCase(Locale.ROOT))
            .filter(name -> !Set.of("ann", "bob").contains(name))
            .distinct()
            .count();
    assertThat(gate.approved()).isEqualTo(others >= required);
    assertThat(gate.given()).hasSizeLessThanOrEqualTo(required);
  }

  private static Approval gate(int required) {
    return gate(required, Set.of());
  }

  private static Approval gate(int required, Set<String> owners) {
    return new Approval(
        new Approve(required, true, Duration.ofDays(1), OnTimeout.REJECT), "e1", owners);
  }

  private static Decision approve(@Nullable String by) {
    return new Decision(Verdict.APPROVE, by, null, null);
  }

  private static Approval yes(Approval gate, @Nullable String by) {
    return with(gate, approve(by));
  }

  private static Approval with(Approval gate, Decision decision) {
    assertThat(gate.refusal(decision)).isEmpty();
    return gate.with(decision, NOON);
  }
}
