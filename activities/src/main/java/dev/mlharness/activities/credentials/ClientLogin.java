package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.activities.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Logs in at a workspace with a secret of a service principal, as an application would. */
public final class ClientLogin {
  private static final Map<String, String> FORM =
      Map.of("grant_type", "client_credentials", "scope", "all-apis");

  /**
   * Fetches a token and asks with it who this is; the token is kept nowhere.
   *
   * @param secret handed to the workspace's token endpoint, and nowhere else
   * @return whether the secret opens the workspace
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when the workspace does not
   *     answer, {@code ACCESS_DENIED} when it knows the bearer as somebody else
   */
  public boolean opens(Workspace workspace, String principal, String secret) {
    TokenEndpoint http = new TokenEndpoint(workspace.limits().httpTimeout());
    try {
      Answer token =
          http.post(workspace.host().resolve("/oidc/v1/token"), FORM, basic(principal, secret));
      if (token.busy()) {
        throw busy(workspace, token);
      }
      return token.ok()
          && isPrincipal(workspace, principal, http, token.json().path("access_token").asText(""));
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Workspace '%s' (%s) cannot be reached: %s. It is tried again."
              .formatted(workspace.name(), workspace.host(), e.getMessage()));
    }
  }

  private static boolean isPrincipal(
      Workspace workspace, String principal, TokenEndpoint http, String token) throws IOException {
    URI me = workspace.host().resolve("/api/2.0/preview/scim/v2/Me");
    Answer answer = http.get(me, Map.of("Authorization", "Bearer " + token));
    if (answer.busy()) {
      throw busy(workspace, answer);
    }
    String name = answer.json().path("userName").asText("");
    if (answer.ok() && !name.equals(principal)) {
      throw Failures.of(
          FailureType.ACCESS_DENIED,
          "The secret of service principal %s opens workspace '%s' as %s. Check the service-principal of the secret."
              .formatted(principal, workspace.name(), Redaction.of(name)));
    }
    return answer.ok();
  }

  private static RuntimeException busy(Workspace workspace, Answer answer) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "Workspace '%s' (%s) is busy (HTTP %d). It is tried again."
            .formatted(workspace.name(), workspace.host(), answer.status()),
        answer.retryAfter());
  }

  private static String basic(String principal, String secret) {
    String pair = TokenEndpoint.encode(principal) + ":" + TokenEndpoint.encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
