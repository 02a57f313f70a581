package dev.mlharness.sandbox.federation;

import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** A trust of the whole account: tokens of an identity provider stand for the users they name. */
record AccountPolicy(
    String name,
    String uid,
    String policyId,
    @Nullable String description,
    Trust oidcPolicy,
    String createTime,
    String updateTime) {

  /** What a token must show; the claim {@code subjectClaim} ({@code sub} if absent) is the user. */
  record Trust(
      String issuer,
      @Nullable List<String> audiences,
      @Nullable String subjectClaim,
      @Nullable String jwksJson,
      @Nullable String jwksUri) {

    /** The same trust in whom the token names. */
    Oidc in(String user) {
      return new Oidc(issuer, audiences, user, subjectClaim, jwksJson, jwksUri);
    }

    @Nullable String user(Jwt token) {
      return token.getClaimAsString(subjectClaim == null ? "sub" : subjectClaim);
    }
  }
}
