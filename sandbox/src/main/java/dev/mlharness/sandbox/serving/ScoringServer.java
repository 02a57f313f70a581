package dev.mlharness.sandbox.serving;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The process that serves one model. */
final class ScoringServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final long LOG_TAIL = 4_000;
  private static final long GRACE_SECONDS = 5;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final URI address;
  private final Path log;

  /** What it was asked since it was started. */
  final LongAdder requests = new LongAdder();

  final LongAdder errors = new LongAdder();
  final LongAdder millis = new LongAdder();

  ScoringServer(Process process, int port, Path log) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port);
    this.log = log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until it answers.
   *
   * @throws IllegalStateException with the end of its log when it does not
   */
  void awaitReady() throws InterruptedException {
    long patience = System.nanoTime() + READY_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < patience) {
      if (answers()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("The model server did not start: " + logTail());
  }

  private boolean answers() throws InterruptedException {
    try {
      HttpRequest ping = HttpRequest.newBuilder(address.resolve("/ping")).build();
      return http.send(ping, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks for a prediction; the body goes through as it is. */
  HttpResponse<byte[]> predict(InputStream body, String contentType)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    requests.increment();
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(address.resolve("/invocations"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body.readAllBytes()))
                .build(),
            BodyHandlers.ofByteArray());
    millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    if (answer.statusCode() >= 400) {
      errors.increment();
    }
    return answer;
  }

  String logTail() {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.max(0, all.length - LOG_TAIL);
      return new String(all, from, all.length - from, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(no log)";
    }
  }

  void stop() {
    process.destroy();
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
