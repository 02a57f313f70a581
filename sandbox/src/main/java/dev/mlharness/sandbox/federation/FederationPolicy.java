package dev.mlharness.sandbox.federation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * One trust of a service principal in an identity provider's tokens.
 *
 * @param servicePrincipalId the number that SCIM knows the service principal by
 */
record FederationPolicy(
    String name,
    String uid,
    String policyId,
    long servicePrincipalId,
    @Nullable String description,
    Oidc oidcPolicy,
    String createTime,
    String updateTime) {

  /**
   * What a token must show.
   *
   * @param audiences one of them must be among the token's; the account's id if there are none
   * @param subjectClaim the claim to compare with {@code subject}; {@code sub} if absent
   * @param jwksJson the issuer's keys, where they cannot be discovered
   * @param jwksUri where the issuer's keys are, where they cannot be discovered
   */
  record Oidc(
      String issuer,
      @Nullable List<String> audiences,
      String subject,
      @Nullable String subjectClaim,
      @Nullable String jwksJson,
      @Nullable String jwksUri) {

    /** Why a verified token is not what this policy asks for; null if it is. */
    @Nullable String mismatch(Jwt token, String accountId) {
      List<String> expected =
          audiences == null || audiences.isEmpty() ? List.of(accountId) : audiences;
      List<String> actual = Objects.requireNonNullElse(token.getAudience(), List.of());
      if (actual.stream().noneMatch(expected::contains)) {
        return "its audience %s is none of %s".formatted(actual, expected);
      }
      String claim = subjectClaim == null ? "sub" : subjectClaim;
      String is = token.getClaimAsString(claim);
      return subject.equals(is)
          ? null
          : "its claim '%s' is '%s', and not '%s'".formatted(claim, is, subject);
    }
  }
}
