package dev.mlharness.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application: it reads its secret and logs in with it, again and again. */
final class Prober implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI host;
  private final String principal;
  private final Path file;
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> probing;

  Prober(URI host, String principal, Path file) {
    this.host = host;
    this.principal = principal;
    this.file = file;
    probing =
        clock.scheduleWithFixedDelay(this::probe, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void probe() {
    try {
      int status = login(Files.readString(file).strip());
      if (status == 200) {
        logins.incrementAndGet();
      } else {
        failures.add("login was answered " + status);
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer to a login with this secret. */
  int login(String secret) throws IOException, InterruptedException {
    String pair = principal + ":" + secret;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(host.resolve("/oidc/v1/token"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=all-apis"))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  int logins() {
    return logins.get();
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    probing.cancel(true);
    clock.shutdownNow();
  }
}
