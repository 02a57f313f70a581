package dev.mlharness.identity.audit;

import dev.mlharness.identity.audit.IdentityInventory.Principal;
import dev.mlharness.identity.audit.IdentityInventory.Secret;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What is stale among secrets and personal tokens. */
final class CredentialRules {
  private final AuditLimits limits;
  private final IdentityInventory inventory;
  private final Instant now;
  private final Mending mending;

  CredentialRules(AuditLimits limits, IdentityInventory inventory) {
    this.limits = limits;
    this.inventory = inventory;
    this.now = inventory.taken();
    this.mending = new Mending(inventory.place());
  }

  void judge(List<IdentityFinding> found) {
    inventory.secrets().forEach(each -> secret(each, found));
    inventory.tokens().forEach(each -> token(each, found));
  }

  private void secret(Secret secret, List<IdentityFinding> found) {
    String subject = "secret %s of %s".formatted(secret.id(), shown(secret.principalId()));
    String delete = mending.deleteSecret(secret.principalId(), secret.id());
    if (!now.isBefore(secret.expires())) {
      String evidence = "It expired on %s.".formatted(Day.of(secret.expires()));
      found.add(new IdentityFinding(Rule.SECRET_EXPIRED, subject, evidence, delete));
      return;
    }
    if (longer(secret.created(), now, limits.secretAge())) {
      String evidence = made(secret.created(), limits.secretAge());
      found.add(new IdentityFinding(Rule.SECRET_OLD, subject, evidence, delete));
    }
    if (!longer(now, secret.expires(), limits.secretNotice())) {
      String evidence = "It expires on %s.".formatted(Day.of(secret.expires()));
      found.add(new IdentityFinding(Rule.SECRET_EXPIRES_SOON, subject, evidence, delete));
    }
  }

  private void token(Token token, List<IdentityFinding> found) {
    if (token.expires() != null && !now.isBefore(token.expires())) {
      return;
    }
    String subject = "personal token %s of %s".formatted(token.id(), token.owner());
    String delete = mending.deleteToken(token.id());
    if (token.expires() == null) {
      String evidence = "It was made on %s.".formatted(Day.of(token.created()));
      found.add(new IdentityFinding(Rule.TOKEN_NEVER_EXPIRES, subject, evidence, delete));
    }
    if (longer(token.created(), now, limits.tokenAge())) {
      String evidence = made(token.created(), limits.tokenAge());
      found.add(new IdentityFinding(Rule.TOKEN_OLD, subject, evidence, delete));
    }
    Instant lastSign = Objects.requireNonNullElse(token.lastUsed(), token.created());
    if (longer(lastSign, now, limits.tokenIdle())) {
      String evidence =
          token.lastUsed() == null
              ? "It was made on %s and never used.".formatted(Day.of(token.created()))
              : "It was last used on %s.".formatted(Day.of(token.lastUsed()));
      found.add(new IdentityFinding(Rule.TOKEN_UNUSED, subject, evidence, delete));
    }
  }

  private String shown(String principalId) {
    return inventory.principals().stream()
        .filter(each -> each.id().equals(principalId))
        .map(Principal::shown)
        .findFirst()
        .orElse(principalId);
  }

  private static String made(Instant created, Duration allowed) {
    return "It was made on %s; %d days are allowed.".formatted(Day.of(created), allowed.toDays());
  }

  private static boolean longer(Instant from, Instant to, Duration limit) {
    return Duration.between(from, to).compareTo(limit) > 0;
  }
}
