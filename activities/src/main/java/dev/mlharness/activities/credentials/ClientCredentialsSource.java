package dev.mlharness.activities.credentials;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.credentials.TokenEndpoint.Answer;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.SubjectTokens.ClientCredentials;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey.AssertionFile;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey.PrivateKeyFile;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey.SecretFile;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the identity provider, by the OAuth client credentials grant. */
final class ClientCredentialsSource implements SubjectTokenSource {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Identity identity;
  private final ClientCredentials client;
  private final TokenEndpoint http;
  private final Clock clock;
  private volatile @Nullable URI discovered;

  ClientCredentialsSource(
      Identity identity, ClientCredentials client, TokenEndpoint http, Clock clock) {
    this.identity = identity;
    this.client = client;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public SecretToken fetch() {
    try {
      URI endpoint = endpoint();
      Answer answer = ask(endpoint);
      String token = answer.json().path("access_token").asText("");
      if (!answer.ok() || token.isEmpty()) {
        throw refused(endpoint, answer);
      }
      Duration life = Duration.ofSeconds(answer.json().path("expires_in").asLong(60));
      return new SecretToken(token, clock.instant().plus(life));
    } catch (IOException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "The identity provider %s cannot be reached: %s. It is tried again."
              .formatted(identity.issuer(), e.getMessage()));
    }
  }

  private Answer ask(URI endpoint) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    if (client.scope() != null) {
      form.put("scope", client.scope());
    }
    if (identity.audience() != null) {
      form.put("audience", identity.audience());
    }
    if (client.key() instanceof SecretFile secret) {
      return http.post(endpoint, form, basic(read(secret.path())));
    }
    form.put("client_id", client.clientId());
    form.put("client_assertion_type", ASSERTION);
    form.put("client_assertion", assertion(endpoint));
    return http.post(endpoint, form, null);
  }

  private String assertion(URI endpoint) {
    if (client.key() instanceof AssertionFile file) {
      return read(file.path());
    }
    PrivateKeyFile key = (PrivateKeyFile) client.key();
    return new ClientAssertion(read(key.path()), key.keyId())
        .sign(client.clientId(), endpoint, clock.instant());
  }

  private URI endpoint() throws IOException {
    if (client.tokenEndpoint() != null) {
      return client.tokenEndpoint();
    }
    URI known = discovered;
    return known == null ? discover() : known;
  }

  private URI discover() throws IOException {
    String issuer = identity.issuer().toString().replaceAll("/$", "");
    URI document = URI.create(issuer + "/.well-known/openid-configuration");
    Answer answer = http.get(document);
    String endpoint = answer.json().path("token_endpoint").asText("");
    if (!answer.ok() || endpoint.isEmpty()) {
      throw Failures.of(
          answer.busy() ? FailureType.UNAVAILABLE : FailureType.HELD,
          "%s names no token endpoint (%s). Check identity.issuer, or set the token endpoint."
              .formatted(document, answer.error()),
          answer.retryAfter());
    }
    URI found = URI.create(endpoint);
    discovered = found;
    return found;
  }

  private String basic(String secret) {
    String pair = TokenEndpoint.encode(client.clientId()) + ":" + TokenEndpoint.encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Failures.of(
          FailureType.HELD,
          "The key file %s of client '%s' cannot be read (%s). Check that it is there, and that this worker may read it."
              .formatted(file, client.clientId(), e.getClass().getSimpleName()));
    }
  }

  private ApplicationFailure refused(URI endpoint, Answer answer) {
    return Failures.of(
        answer.busy() ? FailureType.UNAVAILABLE : FailureType.ACCESS_DENIED,
        "The identity provider at %s gave client '%s' no token (%s). Check the client's id and key, and that it may use the client credentials grant."
            .formatted(endpoint, client.clientId(), answer.error()),
        answer.retryAfter());
  }
}
