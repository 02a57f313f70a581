package dev.mlharness.starter.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part whether it is ready. */
final class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  // An offer of HTTP/2 makes some servers write a warning each time they are asked.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  boolean isReady(URI address) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
