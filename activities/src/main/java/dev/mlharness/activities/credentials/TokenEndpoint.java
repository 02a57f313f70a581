package dev.mlharness.activities.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mlharness.activities.failure.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks the OAuth token endpoint's protocol: a form goes there, JSON comes back. */
public final class TokenEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final Duration timeout;

  /**
   * @param timeout of one request, to the last byte of its answer
   */
  public TokenEndpoint(Duration timeout) {
    this.timeout = timeout;
    // A redirect would carry the subject token to wherever it points.
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Sends a form. */
  public Answer post(URI endpoint, Map<String, String> form, @Nullable String authorization)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(encode(form)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  /** Sends JSON. */
  public Answer postJson(URI endpoint, String json, String authorization) throws IOException {
    return send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(json)));
  }

  Answer get(URI address) throws IOException {
    return get(address, Map.of("Accept", "application/json"));
  }

  /** Asks with these headers. */
  public Answer get(URI address, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    headers.forEach(request::header);
    return send(request);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    var sent = http.sendAsync(request.timeout(timeout).build(), BodyHandlers.ofString());
    try {
      // The request's own timeout ends with the headers; this one covers a body that drips as well.
      return Answer.of(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: this worker stops", e);
    }
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** As a form or a query holds it. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * What came back.
   *
   * @param body may be a token
   * @param json a missing node if it is not JSON
   */
  public record Answer(int status, HttpHeaders headers, String body, JsonNode json) {

    private static Answer of(HttpResponse<String> response) {
      return new Answer(
          response.statusCode(), response.headers(), response.body(), parse(response.body()));
    }

    /** How long the server asked to be left alone; null: it did not. */
    public @Nullable Duration retryAfter() {
      return header("Retry-After").flatMap(RetryAfter::parse).orElse(null);
    }

    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    private static JsonNode parse(String body) {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException aPageForPeople) {
        return MissingNode.getInstance();
      }
    }

    /** Whether it is what was asked for. */
    public boolean ok() {
      return status / 100 == 2;
    }

    /** Whether the same request can succeed later by itself. */
    public boolean busy() {
      return status == 408 || status == 429 || status >= 500;
    }

    /** The error as OAuth words it, or Google and Azure do. */
    public String error() {
      String code = json.path("error").asText("");
      String description = json.path("error_description").asText("");
      String message = json.path("error").path("message").asText("");
      if (!message.isEmpty()) {
        return "HTTP " + status + ", " + message;
      }
      String both = code + (code.isEmpty() || description.isEmpty() ? "" : ": ") + description;
      return both.isEmpty() ? "HTTP " + status : "HTTP " + status + ", " + both;
    }

    @Override
    public String toString() {
      return "HTTP " + status;
    }
  }
}
