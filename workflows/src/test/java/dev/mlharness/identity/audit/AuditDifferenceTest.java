package dev.mlharness.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AuditDifferenceTest {

  private static IdentityFinding finding(Rule rule, String subject, String evidence) {
    return new IdentityFinding(rule, subject, evidence, "mend");
  }

  private static IdentityFinding old(String subject, String evidence) {
    return finding(Rule.SECRET_OLD, subject, evidence);
  }

  @Test
  void aFindingStaysThoughItsEvidenceChanges() {
    var later = old("b", "older");
    var difference =
        AuditDifference.between(
            List.of(old("a", "old"), old("b", "old")), List.of(later, old("c", "old")), Set.of());
    assertThat(difference.fresh()).containsExactly(old("c", "old"));
    assertThat(difference.gone()).containsExactly(old("a", "old"));
    assertThat(difference.still()).containsExactly(later);
  }

  @Test
  void whatIsNotLookedAtIsNotMended() {
    var difference =
        AuditDifference.between(List.of(old("a", "old")), List.of(), Set.of(Area.SECRETS));
    assertThat(difference.gone()).isEmpty();
    assertThat(difference.still()).containsExactly(old("a", "old"));
  }

  @Test
  void anAreaThatIsOpenAgainIsMendedThoughAnotherIsClosed() {
    var closed = finding(Rule.AREA_UNREADABLE, "tokens", "denied");
    var difference =
        AuditDifference.between(
            List.of(closed), List.of(), EnumSet.complementOf(EnumSet.of(Area.TOKENS)));
    assertThat(difference.gone()).containsExactly(closed);
  }

  /** Whatever two audits found: every finding is in exactly one place, and none is lost. */
  @RepeatedTest(200)
  void everyFindingIsInOnePlace(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<IdentityFinding> before = some(random, "then");
    List<IdentityFinding> now = some(random, "now");
    Set<Area> unread = EnumSet.noneOf(Area.class);
    Stream.of(Area.values()).filter(area -> random.nextInt(4) == 0).forEach(unread::add);

    AuditDifference difference = AuditDifference.between(before, now, unread);

    List<String> all =
        Stream.of(difference.fresh(), difference.still(), difference.gone())
            .flatMap(List::stream)
            .map(AuditDifferenceTest::key)
            .toList();
    assertThat(all).doesNotHaveDuplicates();
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(before.stream(), now.stream())
                .map(AuditDifferenceTest::key)
                .distinct()
                .toList());
    assertThat(difference.standing()).containsAll(now);
    assertThat(difference.gone()).noneMatch(each -> each.rule().isBlind(unread));
    // What stands, compared with the same audit again, is neither new nor mended.
    AuditDifference again = AuditDifference.between(difference.standing(), now, unread);
    assertThat(again.fresh()).isEmpty();
    assertThat(again.gone()).isEmpty();
    assertThat(again.standing()).isEqualTo(difference.standing());
  }

  private static List<IdentityFinding> some(Random random, String evidence) {
    List<IdentityFinding> found = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      for (String subject : List.of("a", "b", "c")) {
        if (random.nextInt(3) == 0) {
          found.add(finding(rule, subject, evidence));
        }
      }
    }
    return found;
  }

  private static String key(IdentityFinding finding) {
    return finding.rule() + " " + finding.subject();
  }

  @Test
  void aShortenedDifferenceKeepsTheMostUrgentAndTheNumbersAreOfAll() {
    List<IdentityFinding> now = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      now.add(finding(i % 2 == 0 ? Rule.SECRET_OLD : Rule.SECRET_EXPIRED, "s" + i, "old"));
    }
    var difference =
        AuditDifference.between(List.of(), IdentityRules.mostUrgentFirst(now.stream()), Set.of());
    var audit = WorkspaceAudit.of("w", "https://w", SmallInventory.NOW, null, difference, 10);
    assertThat(audit.standing()).isEqualTo(new SeverityCounts(15, 0, 15));
    assertThat(audit.changes().fresh())
        .hasSize(10)
        .allMatch(each -> each.rule() == Rule.SECRET_OLD);
    assertThat(audit.leftOut()).isEqualTo(20);
  }
}
