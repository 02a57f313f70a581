package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.SecretToken;
import dev.mlharness.activities.credentials.TokenEndpoint;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import dev.mlharness.activities.workspace.GoogleIdentity;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From this worker's token to one of a service account: exchanged at the workload identity pool,
 * turned into the service account, cut down to what is needed. Each step knows less of this worker
 * and may do less than the one before.
 */
final class GoogleExchange {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
  private static final String PLATFORM = "https://www.googleapis.com/auth/cloud-platform";
  private static final String LIFE = "900s";

  private final GoogleIdentity identity;
  private final GoogleEndpoints google;
  private final TokenEndpoint http;

  GoogleExchange(GoogleIdentity identity, GoogleEndpoints google, TokenEndpoint http) {
    this.identity = identity;
    this.google = google;
    this.http = http;
  }

  /**
   * @param boundary null: all that the service account may
   */
  SecretToken exchange(SecretToken worker, @Nullable AccessBoundary boundary) {
    Introduction me = Introduction.of(worker);
    String federated = federated(worker, me);
    SecretToken account = impersonated(federated, me);
    return boundary == null ? account : downscoped(account, boundary);
  }

  private String federated(SecretToken worker, Introduction me) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("audience", identity.resource());
    form.put("scope", PLATFORM);
    form.put("requested_token_type", ACCESS_TOKEN);
    form.put("subject_token", worker.reveal());
    form.put("subject_token_type", JWT);
    Answer answer = ask("took no token of this worker", worker, () -> sts(form));
    return token(
        answer,
        "access_token",
        worker,
        "Let the provider %s take the issuer %s and the audience %s (gcloud iam workload-identity-pools providers create-oidc), with the mapping google.subject=assertion.sub."
            .formatted(identity.provider(), me.issuer(), identity.audience()));
  }

  private SecretToken impersonated(String federated, Introduction me) {
    SecretToken bearer = new SecretToken(federated, Instant.MAX);
    String account = identity.serviceAccount();
    Answer answer =
        ask(
            "did not let this worker be " + account,
            bearer,
            () ->
                http.postJson(
                    google
                        .credentials()
                        .resolve(
                            "/v1/projects/-/serviceAccounts/%s:generateAccessToken"
                                .formatted(account)),
                    "{\"scope\":[\"%s\"],\"lifetime\":\"%s\"}".formatted(PLATFORM, LIFE),
                    "Bearer " + federated));
    String token =
        token(
            answer,
            "accessToken",
            bearer,
            "Grant roles/iam.workloadIdentityUser on %s to principal:%s/subject/%s."
                .formatted(account, pool(), me.subject()));
    return new SecretToken(token, Instant.parse(answer.json().path("expireTime").asText()));
  }

  private SecretToken downscoped(SecretToken account, AccessBoundary boundary) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("requested_token_type", ACCESS_TOKEN);
    form.put("subject_token", account.reveal());
    form.put("subject_token_type", ACCESS_TOKEN);
    form.put("options", boundary.json());
    Answer answer = ask("did not narrow the token", account, () -> sts(form));
    String token =
        token(
            answer,
            "access_token",
            account,
            "Access boundaries need buckets with uniform bucket-level access.");
    // It lives as long as the token that it was cut from.
    return new SecretToken(token, account.expiry());
  }

  private Answer sts(Map<String, String> form) throws IOException {
    return http.post(google.sts().resolve("/v1/token"), form, null);
  }

  private String pool() {
    return identity.resource().replaceFirst("/providers/.*", "");
  }

  private Answer ask(String what, SecretToken secret, Request request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Google Cloud %s: %s. It is tried again."
              .formatted(what, Redaction.of(String.valueOf(e.getMessage()), secret.reveal())));
    }
  }

  private String token(Answer answer, String field, SecretToken secret, String mend) {
    String token = answer.json().path(field).asText("");
    if (answer.ok() && !token.isEmpty()) {
      return token;
    }
    boolean later = answer.busy() || answer.ok();
    throw Failures.of(
        later ? FailureType.UNAVAILABLE : FailureType.ACCESS_DENIED,
        "Google Cloud gave this worker no token of %s: %s. %s"
            .formatted(
                identity.serviceAccount(),
                Redaction.of(answer.error(), secret.reveal()),
                later ? "It is tried again." : mend),
        answer.retryAfter());
  }

  @FunctionalInterface
  private interface Request {
    Answer send() throws IOException;
  }
}
