package dev.mlharness.activities.databricks;

import com.databricks.sdk.core.http.HttpClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.core.http.Response;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.failure.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What the SDK leaves out: after a 401 the token is dropped and the request sent once more with a
 * new one; a reply that asks to be left alone says for how long; an error shows no token.
 */
final class BrokeredHttp implements HttpClient {
  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";

  private final HttpClient http;
  private final URI host;
  private final Access access;
  private final CredentialBroker broker;

  BrokeredHttp(HttpClient http, URI host, Access access, CredentialBroker broker) {
    this.http = http;
    this.host = host;
    this.access = access;
    this.broker = broker;
  }

  @Override
  public Response execute(Request request) throws IOException {
    Response response = http.execute(request);
    if (response.getStatusCode() == 401 && isBrokered(request)) {
      response = http.execute(withNewToken(request));
    }
    if (response.getStatusCode() == 429 || response.getStatusCode() == 503) {
      Optional<String> wait = Optional.ofNullable(response.getFirstHeader("Retry-After"));
      throw new BusyException(
          response.getStatusCode(), wait.flatMap(RetryAfter::parse).orElse(null));
    }
    return Refusal.is(response) ? Refusal.mended(response, bearer(request)) : response;
  }

  /** Requests to a serving endpoint's own address carry tokens that the broker did not give. */
  private boolean isBrokered(Request request) {
    return !request.isBodyStreaming()
        && host.getAuthority().equals(request.getUri().getAuthority())
        && !bearer(request).isEmpty();
  }

  private Request withNewToken(Request request) {
    broker.invalidate(access, bearer(request));
    return request.withHeader(AUTHORIZATION, BEARER + broker.token(access).reveal());
  }

  /** The token that a request carries; empty if none. */
  private static String bearer(Request request) {
    String sent = request.getHeaders().getOrDefault(AUTHORIZATION, "");
    return sent.startsWith(BEARER) ? sent.substring(BEARER.length()) : "";
  }
}
