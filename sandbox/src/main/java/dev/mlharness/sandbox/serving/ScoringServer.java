package dev.mlharness.sandbox.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The process that serves one model. */
final class ScoringServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(5);
  private static final Duration PING = Duration.ofSeconds(2);
  private static final Duration PREDICTION = Duration.ofMinutes(2);
  private static final long GRACE_SECONDS = 5;

  private final HttpClient http;
  private final Process process;
  private final URI address;
  private final ServerLog log;
  private volatile boolean answered;

  ScoringServer(HttpClient http, Process process, int port, ServerLog log) {
    this.http = http;
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port);
    this.log = log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it takes requests now. */
  boolean isReady() {
    if (!answered && isAlive()) {
      answered = answers();
    }
    return answered && isAlive();
  }

  /**
   * Waits until it answers.
   *
   * @throws IllegalStateException with the last line of its log when it does not
   */
  void awaitReady() throws InterruptedException {
    long patience = System.nanoTime() + READY_WITHIN.toNanos();
    while (isAlive() && System.nanoTime() < patience) {
      if (isReady()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("The model server did not start: " + log.lastLine());
  }

  private boolean answers() {
    try {
      HttpRequest ping = HttpRequest.newBuilder(address.resolve("/ping")).timeout(PING).build();
      return http.send(ping, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Asks for a prediction; the body goes through as it is.
   *
   * @throws IOException if it does not answer, as one that was just stopped
   */
  HttpResponse<byte[]> predict(byte[] body, String contentType)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(address.resolve("/invocations"))
            .timeout(PREDICTION)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  /** Runs {@code then} when the process has ended. */
  void onExit(Runnable then) {
    var unused = process.onExit().thenRun(then);
  }

  /** Asks it to end; what it has begun to answer, it answers. */
  void stop() {
    process.destroy();
  }

  /** Waits until it has ended; ends it by force when it takes too long. */
  void awaitExit() {
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
