package dev.mlharness.identity.audit;

import java.time.Duration;
import java.util.Set;

/**
 * What an operator takes for stale.
 *
 * @param secretAge the longest that a secret of a service principal may be in use
 * @param secretNotice how long before its expiry a secret should have been replaced
 * @param tokenAge the longest that a personal token may be in use
 * @param tokenIdle the longest that a personal token may lie unused
 * @param principalIdle the longest that a trust in the harness may lie unused
 * @param trustedIssuers the issuers that federation policies may name
 */
public record AuditLimits(
    Duration secretAge,
    Duration secretNotice,
    Duration tokenAge,
    Duration tokenIdle,
    Duration principalIdle,
    Set<String> trustedIssuers) {

  public AuditLimits {
    positive("secret-age", secretAge);
    positive("secret-notice", secretNotice);
    positive("token-age", tokenAge);
    positive("token-idle", tokenIdle);
    positive("principal-idle", principalIdle);
    trustedIssuers = Set.copyOf(trustedIssuers);
  }

  private static void positive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "%s is %s, and must be longer than nothing".formatted(name, limit));
    }
  }
}
