package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Identity.Level;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exchanges this worker's identity for a token of a role's service principal (RFC 8693). */
final class TokenExchange {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  /** OAuth's words for a client that is not there, or may do nothing (RFC 6749, 5.2). */
  private static final Set<String> REVOKED = Set.of("invalid_client", "unauthorized_client");

  private static final String SCOPE = "all-apis";

  private final Workspace workspace;
  private final SubjectTokenSource identity;
  private final TokenEndpoint http;
  private final Clock clock;

  TokenExchange(Workspace workspace, SubjectTokenSource identity, TokenEndpoint http, Clock clock) {
    this.workspace = workspace;
    this.identity = identity;
    this.http = http;
    this.clock = clock;
  }

  Receipted exchange(Role role) {
    SecretToken subject = identity.fetch();
    URI endpoint = endpoint();
    Map<String, String> form =
        Map.of(
            "grant_type",
            GRANT,
            "subject_token",
            subject.reveal(),
            "subject_token_type",
            JWT,
            "client_id",
            role.servicePrincipal(),
            "scope",
            SCOPE);
    try {
      return token(role, subject, http.post(endpoint, form, null));
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Workspace '%s' cannot be reached for a token of role '%s': %s at %s. It is tried again."
              .formatted(workspace.name(), role.name(), e.getMessage(), endpoint));
    }
  }

  private URI endpoint() {
    Account account = workspace.identity().account();
    return account == null || workspace.identity().level() == Level.WORKSPACE
        ? workspace.host().resolve("/oidc/v1/token")
        : account.host().resolve("/oidc/accounts/" + account.id() + "/v1/token");
  }

  private Receipted token(Role role, SecretToken subject, Answer answer) {
    String value = answer.json().path("access_token").asText("");
    if (!answer.ok() || value.isEmpty()) {
      throw answer.busy() || answer.ok() ? busy(role, answer) : refused(role, subject, answer);
    }
    Duration life = Duration.ofSeconds(answer.json().path("expires_in").asLong(60));
    SecretToken token = new SecretToken(value, clock.instant().plus(life));
    String scope = answer.json().path("scope").asText(SCOPE);
    return new Receipted(
        token, Receipt.of(workspace, role, subject, token, List.of(scope.split(" +"))));
  }

  private ApplicationFailure busy(Role role, Answer answer) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "Workspace '%s' (%s) has no token for role '%s' at the moment: HTTP %d. It is tried again."
            .formatted(workspace.name(), workspace.host(), role.name(), answer.status()),
        answer.retryAfter());
  }

  private ApplicationFailure refused(Role role, SecretToken subject, Answer answer) {
    if (answer.status() == 404) {
      return Failures.of(
          FailureType.NOT_FOUND,
          "%s exchanges no tokens (HTTP 404). Check the host of workspace '%s'."
              .formatted(endpoint(), workspace.name()));
    }
    if (REVOKED.contains(answer.json().path("error").asText(""))) {
      return Failures.of(
          FailureType.IDENTITY_REVOKED,
          "Workspace '%s' (%s) gives no more tokens for role '%s': its service principal %s is deactivated or deleted (%s). Activate it, or bind the role to another principal; then start again."
              .formatted(
                  workspace.name(),
                  workspace.host(),
                  role.name(),
                  role.servicePrincipal(),
                  Redaction.of(answer.error(), subject.reveal())));
    }
    Claims claims = Claims.of(subject);
    return Failures.of(
        FailureType.ACCESS_DENIED,
        "Workspace '%s' (%s) gave no token for role '%s': %s. This worker is '%s' of %s, for the audience %s. Let the service principal %s trust that: create a federation policy on it with this issuer, subject and audience (databricks account service-principal-federation-policy create), or check that the principal is a member of the workspace."
            .formatted(
                workspace.name(),
                workspace.host(),
                role.name(),
                Redaction.of(answer.error(), subject.reveal()),
                claims.subject(),
                claims.issuer(),
                claims.audience(),
                role.servicePrincipal()));
  }

  record Receipted(SecretToken token, Receipt receipt) {}
}
