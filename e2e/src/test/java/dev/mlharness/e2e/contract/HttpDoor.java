package dev.mlharness.e2e.contract;

import dev.mlharness.e2e.contract.TokenDoor.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** What an answer over HTTP means. */
final class HttpDoor {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HttpDoor() {}

  static Answer post(URI address, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> Answer.LET_IN;
        case 400, 401, 403 -> Answer.REFUSED;
        case 503 -> Answer.UNAVAILABLE;
        default -> throw new AssertionError(address + ": " + answer.statusCode() + answer.body());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
