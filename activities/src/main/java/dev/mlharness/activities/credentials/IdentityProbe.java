package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** Tries the first links of the way to a token, each by itself. */
public final class IdentityProbe {
  private final Clock clock = Clock.systemUTC();

  /**
   * Asks the identity provider who it is.
   *
   * @return the issuer as it calls itself
   * @throws io.temporal.failure.ApplicationFailure when it cannot be asked from here
   */
  public String discover(Workspace workspace) {
    String issuer = workspace.identity().issuer().toString();
    URI document = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
    try {
      Answer answer = new TokenEndpoint(workspace.limits().httpTimeout()).get(document);
      String name = answer.json().path("issuer").asText("");
      if (answer.ok() && !name.isEmpty()) {
        return name;
      }
      throw Failures.of(
          FailureType.HELD, "%s is no discovery document (%s)".formatted(document, answer.error()));
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE, "%s cannot be read: %s".formatted(document, e.getMessage()));
    }
  }

  /**
   * Fetches this worker's own token, and tells what it says.
   *
   * @throws io.temporal.failure.ApplicationFailure as the source of the token fails
   */
  public Introduction introduce(Workspace workspace) {
    SecretToken token =
        SubjectTokenSource.of(workspace.identity(), workspace.limits().httpTimeout(), clock)
            .fetch();
    return Introduction.of(token);
  }
}
