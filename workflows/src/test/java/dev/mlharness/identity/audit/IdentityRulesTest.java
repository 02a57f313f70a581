package dev.mlharness.identity.audit;

import static dev.mlharness.identity.audit.SmallInventory.ISSUER;
import static dev.mlharness.identity.audit.SmallInventory.NOW;
import static dev.mlharness.identity.audit.SmallInventory.ago;
import static dev.mlharness.identity.audit.SmallInventory.days;
import static dev.mlharness.identity.audit.SmallInventory.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Job;
import dev.mlharness.identity.audit.IdentityInventory.Policy;
import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Secret;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import dev.mlharness.identity.audit.IdentityInventory.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule at its boundary: what is just allowed, and what is just too much. */
class IdentityRulesTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private static List<Rule> with(Object... things) {
    return new SmallInventory().with(things).broken();
  }

  private static Secret secret(Instant created, Instant expires) {
    return new Secret("s", "1", created, expires);
  }

  private static Token token(
      Instant created, @Nullable Instant expires, @Nullable Instant lastUsed) {
    return new Token("t", "somebody@example.com", created, expires, lastUsed);
  }

  @Test
  void nothingIsFoundWhereNothingIsStale() {
    assertThat(new SmallInventory().findings()).isEmpty();
  }

  @Test
  void aSecretMayBeUsedForItsAgeAndNotLonger() {
    assertThat(with(secret(ago(90), in(100)))).isEmpty();
    assertThat(with(secret(ago(90).minus(MOMENT), in(100)))).containsExactly(Rule.SECRET_OLD);
  }

  @Test
  void aSecretIsReplacedBeforeItsNotice() {
    assertThat(with(secret(ago(1), in(14).plus(MOMENT)))).isEmpty();
    assertThat(with(secret(ago(1), in(14)))).containsExactly(Rule.SECRET_EXPIRES_SOON);
  }

  @Test
  void aSecretThatIsOldAndExpiresSoonIsBoth() {
    assertThat(with(secret(ago(91), in(1))))
        .containsExactly(Rule.SECRET_OLD, Rule.SECRET_EXPIRES_SOON);
  }

  @Test
  void anExpiredSecretIsOnlyLeftOver() {
    assertThat(with(secret(ago(400), NOW))).containsExactly(Rule.SECRET_EXPIRED);
    assertThat(with(secret(ago(1), NOW.plus(MOMENT)))).containsExactly(Rule.SECRET_EXPIRES_SOON);
  }

  @Test
  void aTokenHasAnExpiry() {
    assertThat(with(token(ago(1), null, NOW))).containsExactly(Rule.TOKEN_NEVER_EXPIRES);
    assertThat(with(token(ago(1), in(3_000), NOW))).isEmpty();
  }

  @Test
  void aTokenMayBeUsedForItsAgeAndNotLonger() {
    assertThat(with(token(ago(90), in(1), NOW))).isEmpty();
    assertThat(with(token(ago(90).minus(MOMENT), in(1), NOW))).containsExactly(Rule.TOKEN_OLD);
  }

  @Test
  void aTokenThatNobodyUsesIsStale() {
    assertThat(with(token(ago(60), in(1), ago(30)))).isEmpty();
    assertThat(with(token(ago(60), in(1), ago(30).minus(MOMENT))))
        .containsExactly(Rule.TOKEN_UNUSED);
  }

  @Test
  void aTokenThatWasNeverUsedIsGivenTheSameTimeSinceItWasMade() {
    assertThat(with(token(ago(30), in(1), null))).isEmpty();
    assertThat(with(token(ago(30).minus(MOMENT), in(1), null))).containsExactly(Rule.TOKEN_UNUSED);
  }

  @Test
  void anExpiredTokenIsNoDanger() {
    assertThat(with(token(ago(400), NOW, null))).isEmpty();
    assertThat(with(token(ago(1), NOW.plus(MOMENT), null))).isEmpty();
  }

  @Test
  void aPolicyOfAPrincipalNamesOneSubject() {
    assertThat(with(new Policy("p", "1", ISSUER, "repo:a/b:ref", NOW))).isEmpty();
    for (String wide : new String[] {"*", "repo:*", " ", ""}) {
      assertThat(with(new Policy("p", "1", ISSUER, wide, NOW)))
          .as(wide)
          .containsExactly(Rule.POLICY_WILDCARD_SUBJECT);
    }
    assertThat(with(new Policy("p", "1", ISSUER, null, NOW)))
        .containsExactly(Rule.POLICY_WILDCARD_SUBJECT);
  }

  @Test
  void aPolicyOfTheAccountNamesNoSubject() {
    assertThat(with(new Policy("p", null, ISSUER, null, NOW))).isEmpty();
  }

  @Test
  void aPolicyTrustsAnIssuerThatIsConfigured() {
    assertThat(with(new Policy("p", "1", ISSUER + "/", "me", NOW)))
        .containsExactly(Rule.POLICY_FOREIGN_ISSUER);
    assertThat(with(new Policy("p", null, "https://elsewhere.example.com", null, NOW)))
        .containsExactly(Rule.POLICY_FOREIGN_ISSUER);
  }

  @Test
  void theOwnerOfAJobIsActive() {
    assertThat(with(new Job(8, "gone@example.com", "app-trainer")))
        .containsExactly(Rule.JOB_OWNER_INACTIVE);
    assertThat(with(new Job(8, "deleted@example.com", null)))
        .containsExactly(Rule.JOB_OWNER_INACTIVE);
  }

  @Test
  void whomAJobRunsAsIsActive() {
    assertThat(with(new Job(8, "app-trainer", "gone@example.com")))
        .containsExactly(Rule.JOB_RUNS_AS_INACTIVE);
    assertThat(with(new Job(8, null, null))).isEmpty();
  }

  @Test
  void aTrustThatNobodyUsesIsStale() {
    Instant longAgo = ago(60).minus(MOMENT);
    Policy old = new Policy("worker", "1", ISSUER, "worker", longAgo);
    assertThat(with(old)).containsExactly(Rule.PRINCIPAL_UNUSED);
    assertThat(new SmallInventory().with(old).used("app-trainer", ago(60)).broken()).isEmpty();
    assertThat(new SmallInventory().with(old).used("app-trainer", longAgo).broken())
        .containsExactly(Rule.PRINCIPAL_UNUSED);
  }

  @Test
  void aTrustInSomebodyElseIsNotForTheReceiptsToTell() {
    String other = "https://ci.example.com";
    AuditLimits limits =
        new AuditLimits(days(90), days(14), days(90), days(30), days(60), Set.of(ISSUER, other));
    IdentityInventory inventory =
        new SmallInventory().with(new Policy("worker", "1", other, "ci", ago(400))).taken();
    assertThat(new IdentityRules(limits).judge(inventory)).isEmpty();
  }

  @Test
  void withoutPoliciesTheRolesAreUnusedSinceThereAreReceipts() {
    SmallInventory closed =
        new SmallInventory().with(new Unreadable(Area.POLICIES, "Denied.", "Open it."));
    assertThat(closed.used("app-auditor", NOW).broken())
        .containsExactly(Rule.AREA_UNREADABLE, Rule.PRINCIPAL_UNUSED);
    assertThat(closed.used("app-trainer", ago(60)).broken()).containsExactly(Rule.AREA_UNREADABLE);
  }

  @Test
  void aRoleIsNoAdminUnlessItIsTheAuditor() {
    assertThat(with(new Principal("1", "app-trainer", "trainer", true, Map.of("admins", "71"))))
        .containsExactly(Rule.ROLE_IS_ADMIN);
  }

  @Test
  void aRoleRulesNoCatalogByItselfOrByAGroup() {
    assertThat(with(new Grant("main", "app-trainer", "MANAGE")))
        .containsExactly(Rule.ROLE_RULES_CATALOG);
    assertThat(with(new Grant("main", "ml", "ALL_PRIVILEGES")))
        .containsExactly(Rule.ROLE_RULES_CATALOG);
    assertThat(with(new Grant("main", "others", "MANAGE"), new Grant("main", "ml", "SELECT")))
        .isEmpty();
  }

  @Test
  void whatIsClosedToTheAuditorIsAFinding() {
    assertThat(
            new SmallInventory().with(new Unreadable(Area.TOKENS, "Denied.", "Open.")).findings())
        .containsExactly(new IdentityFinding(Rule.AREA_UNREADABLE, "tokens", "Denied.", "Open."));
  }

  @Test
  void theMostUrgentComesFirst() {
    assertThat(with(secret(ago(400), NOW), token(ago(91), null, null)))
        .containsExactly(
            Rule.TOKEN_NEVER_EXPIRES, Rule.TOKEN_OLD, Rule.TOKEN_UNUSED, Rule.SECRET_EXPIRED);
  }

  @Test
  void aLimitIsLongerThanNothing() {
    assertThatThrownBy(
            () ->
                new AuditLimits(
                    days(90), days(14), Duration.ZERO, days(30), days(60), Set.of(ISSUER)))
        .hasMessageContaining("token-age");
  }
}
