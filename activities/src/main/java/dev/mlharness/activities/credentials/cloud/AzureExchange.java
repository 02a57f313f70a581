package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.activities.workspace.AzureIdentity;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** From this worker's token to one of Entra, by the federated credential of an application. */
final class AzureExchange {
  /** All of storage: Entra knows nothing smaller. Role assignments narrow it. */
  static final String STORAGE = "https://storage.azure.com/.default";

  private final AzureIdentity identity;
  private final TokenEndpoint http;
  private final Clock clock;

  AzureExchange(AzureIdentity identity, TokenEndpoint http, Clock clock) {
    this.identity = identity;
    this.http = http;
    this.clock = clock;
  }

  SecretToken exchange(SecretToken worker) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", identity.clientId());
    form.put("scope", STORAGE);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", worker.reveal());
    URI endpoint = identity.authority().resolve("/" + identity.tenant() + "/oauth2/v2.0/token");
    try {
      return token(worker, http.post(endpoint, form, null));
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Entra cannot be reached at %s: %s. It is tried again."
              .formatted(identity.authority(), e.getMessage()));
    }
  }

  private SecretToken token(SecretToken worker, Answer answer) {
    String token = answer.json().path("access_token").asText("");
    if (answer.ok() && !token.isEmpty()) {
      Duration life = Duration.ofSeconds(answer.json().path("expires_in").asLong(60));
      return new SecretToken(token, clock.instant().plus(life));
    }
    boolean later = answer.busy() || answer.ok();
    throw Failures.of(
        later ? FailureType.UNAVAILABLE : FailureType.ACCESS_DENIED,
        "Entra gave this worker no token of client %s: %s. %s"
            .formatted(
                identity.clientId(),
                Redaction.of(answer.error(), worker.reveal()),
                later ? "It is tried again." : mend(Introduction.of(worker))),
        answer.retryAfter());
  }

  private String mend(Introduction me) {
    return """
        Give it this federated credential: az ad app federated-credential create --id %s \
        --parameters '{"name":"ml-harness","issuer":"%s","subject":"%s","audiences":["%s"]}'."""
        .formatted(identity.clientId(), me.issuer(), me.subject(), identity.audience());
  }
}
