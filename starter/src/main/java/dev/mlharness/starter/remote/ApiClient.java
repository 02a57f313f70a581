package dev.mlharness.starter.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API, in the name of whoever the token names. What does not answer for a moment is asked
 * again, where asking twice is as good as once: questions, and requests with an idempotency key.
 */
public final class ApiClient {
  /** Where a token comes from at the moment of a call. */
  public interface TokenSource {
    /** A token that is good for a while yet. */
    String token();

    /**
     * Another one than this, which was turned away.
     *
     * @return null when there is no other
     */
    @Nullable String instead(String refused);
  }

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TRIES = 4;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;
  private final TokenSource tokens;

  public ApiClient(URI address, TokenSource tokens) {
    this.address = address;
    this.tokens = tokens;
  }

  /** Where it is. */
  public URI address() {
    return address;
  }

  /**
   * @param path as in {@code /v1/pipelines?limit=5}
   * @throws CommandFailure when it does not answer, or refuses
   */
  public <T> T get(String path, TypeReference<T> answer) {
    return read(ask(request(path).GET(), true), answer);
  }

  public <T> T get(String path, Class<T> answer) {
    return get(path, of(answer));
  }

  /** Asks for something that changes nothing, or changes the same again. */
  public <T> T query(String path, @Nullable Object body, Class<T> answer) {
    return read(ask(posted(path, body), true), of(answer));
  }

  /** Asks once: what has no answer may have been done. */
  public <T> T post(String path, @Nullable Object body, Class<T> answer) {
    return read(ask(posted(path, body), false), of(answer));
  }

  /** Deletes something; what is gone already is missing. */
  public void delete(String path) {
    accepted(ask(request(path).DELETE(), false));
  }

  /** Asks until there is an answer; the same request twice does it once. */
  public <T> T postOnce(String path, Object body, Class<T> answer) {
    return read(
        ask(posted(path, body).header("Idempotency-Key", UUID.randomUUID().toString()), true),
        of(answer));
  }

  /**
   * A stream of events, until it ends.
   *
   * @throws IOException when the API is away, perhaps for a moment only
   */
  public InputStream events(String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/event-stream").GET();
    String token = tokens.token();
    HttpResponse<InputStream> response = send(request, token, BodyHandlers.ofInputStream());
    if (response.statusCode() == UNAUTHORIZED) {
      String other = tokens.instead(token);
      if (other != null) {
        response = send(request, other, BodyHandlers.ofInputStream());
      }
    }
    if (Refusal.passing(response.statusCode())) {
      response.body().close();
      throw new IOException("the API answered " + response.statusCode());
    }
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        throw Refusal.of(
            address,
            response.statusCode(),
            new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return response.body();
  }

  private HttpResponse<String> ask(HttpRequest.Builder request, boolean again) {
    String token = tokens.token();
    for (int tries = 1; ; tries++) {
      boolean last = !again || tries == TRIES;
      try {
        HttpResponse<String> response = send(request, token, BodyHandlers.ofString());
        if (response.statusCode() == UNAUTHORIZED && tries == 1) {
          String other = tokens.instead(token);
          if (other != null) {
            token = other;
            continue;
          }
        }
        if (last || !Refusal.passing(response.statusCode())) {
          return response;
        }
        Pause.of(Refusal.wait(response.headers(), tries), "interrupted");
      } catch (IOException e) {
        if (last) {
          throw unreachable(e);
        }
        Pause.of(Duration.ofSeconds(tries), "interrupted");
      }
    }
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, String token, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return http.send(request.copy().header("Authorization", "Bearer " + token).build(), body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted", null);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json, application/problem+json");
  }

  private HttpRequest.Builder posted(String path, @Nullable Object body) {
    try {
      String text = Payloads.mapper().writeValueAsString(body == null ? Map.of() : body);
      return request(path)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that is not JSON: " + path, e);
    }
  }

  private <T> T read(HttpResponse<String> response, TypeReference<T> answer) {
    accepted(response);
    try {
      return Payloads.mapper().readValue(response.body(), answer);
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed(
          "what " + response.uri() + " answered is not of this version's API",
          "compare " + address + "/openapi.json with the version of this command line");
    }
  }

  private void accepted(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw Refusal.of(address, response.statusCode(), response.body());
    }
  }

  private CommandFailure unreachable(IOException e) {
    return CommandFailure.failed(
        "no API answers at " + address + " (" + e.getClass().getSimpleName() + ")",
        "./harness ps shows what runs here; --api or MLHARNESS_API names another");
  }

  /** An answer whose shape does not matter. */
  public static Class<JsonNode> any() {
    return JsonNode.class;
  }

  private static <T> TypeReference<T> of(Class<T> kind) {
    return new TypeReference<>() {
      @Override
      public java.lang.reflect.Type getType() {
        return kind;
      }
    };
  }
}
