package dev.mlharness.sandbox.federation;

import com.nimbusds.jwt.JWTParser;
import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.access.WorkspaceTokens;
import dev.mlharness.sandbox.faults.Effects;
import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.identity.Principal.Kind;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Gives a token of the workspace for a token of an identity provider that is trusted. */
@Component
class TokenExchange {

  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private final FederationPolicies policies;
  private final DocumentCollection<AccountPolicy> accountPolicies;
  private final SubjectTokens subjectTokens;
  private final WorkspaceTokens workspaceTokens;
  private final Directory directory;
  private final Effects effects;
  private final String accountId;

  TokenExchange(
      FederationPolicies policies,
      Documents documents,
      SubjectTokens subjectTokens,
      WorkspaceTokens workspaceTokens,
      Directory directory,
      Effects effects,
      SandboxSettings settings) {
    this.policies = policies;
    this.accountPolicies =
        documents.collection(AccountPolicyController.COLLECTION, AccountPolicy.class);
    this.subjectTokens = subjectTokens;
    this.workspaceTokens = workspaceTokens;
    this.directory = directory;
    this.effects = effects;
    this.accountId = settings.accountId();
  }

  /**
   * A token of the service principal, if one of its policies trusts the subject token. It lives no
   * longer than the subject token, and an hour at most.
   */
  Jwt exchange(String subjectToken, String applicationId) {
    Principal principal = servicePrincipal(applicationId);
    return issue(principal.name(), trusted(subjectToken, principal));
  }

  /** A token of the user that the subject token names, if a policy of the account trusts it. */
  Jwt exchange(String subjectToken) {
    String issuer = issuer(subjectToken);
    for (AccountPolicy policy : accountPolicies.list()) {
      if (policy.oidcPolicy().issuer().equals(issuer)) {
        Jwt verified = verified(subjectToken, policy.oidcPolicy().in(""));
        String user = String.valueOf(policy.oidcPolicy().user(verified));
        if (policy.oidcPolicy().in(user).mismatch(verified, accountId) == null && isUser(user)) {
          return issue(user, verified);
        }
      }
    }
    throw OAuthException.invalidRequest(
        "No federation policy of the account trusts the issuer '%s' with an active user; for a service principal, send its client_id."
            .formatted(issuer));
  }

  private boolean isUser(String name) {
    return directory
        .principals()
        .get(name)
        .filter(principal -> principal.kind() == Kind.USER)
        .filter(Principal::active)
        .isPresent();
  }

  private Jwt issue(String name, Jwt subject) {
    Instant longest = Instant.now().plus(LONGEST_LIFE);
    Instant theirs = Objects.requireNonNull(subject.getExpiresAt());
    effects.count("token-exchange", name);
    return workspaceTokens.issue(name, theirs.isBefore(longest) ? theirs : longest);
  }

  private Principal servicePrincipal(String applicationId) {
    return directory
        .principals()
        .get(applicationId)
        .filter(principal -> principal.kind() == Kind.SERVICE_PRINCIPAL)
        .filter(Principal::active)
        .orElseThrow(
            () ->
                OAuthException.invalidClient(
                    "client_id '%s' is no active service principal of this workspace."
                        .formatted(applicationId)));
  }

  private Jwt trusted(String token, Principal principal) {
    String issuer = issuer(token);
    List<String> reasons = new ArrayList<>();
    for (FederationPolicy policy : policies.of(Long.parseLong(principal.id()))) {
      if (policy.oidcPolicy().issuer().equals(issuer)) {
        Jwt verified = verified(token, policy.oidcPolicy());
        String mismatch = policy.oidcPolicy().mismatch(verified, accountId);
        if (mismatch == null) {
          return verified;
        }
        reasons.add("policy '%s': %s".formatted(policy.policyId(), mismatch));
      }
    }
    throw OAuthException.invalidRequest(
        reasons.isEmpty()
            ? "No federation policy of service principal '%s' trusts the issuer '%s'."
                .formatted(principal.displayName(), issuer)
            : "The subject token is not trusted: %s.".formatted(String.join("; ", reasons)));
  }

  private Jwt verified(String token, Oidc trust) {
    try {
      return subjectTokens.verify(token, trust);
    } catch (BadJwtException e) {
      throw OAuthException.invalidRequest("The subject token is not valid: " + e.getMessage());
    } catch (JwtException e) {
      throw OAuthException.unavailable(
          "The issuer '%s' cannot be asked for its keys: %s"
              .formatted(trust.issuer(), e.getMessage()));
    }
  }

  /**
   * Read before it is verified, and used for nothing but to choose the policy to verify it with.
   */
  private static @Nullable String issuer(String token) {
    try {
      return JWTParser.parse(token).getJWTClaimsSet().getIssuer();
    } catch (ParseException e) {
      throw OAuthException.invalidRequest("The subject token is not a JWT.");
    }
  }
}
