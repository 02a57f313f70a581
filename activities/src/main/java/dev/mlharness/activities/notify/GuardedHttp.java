package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.RetryAfter;
import dev.mlharness.activities.notify.GuardedNames.RefusedAddressException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers, and to nobody else: the address that is connected to is one that the {@link
 * AddressGuard} permits, no redirect is followed, and an answer is neither waited for long nor read
 * to its end.
 */
public final class GuardedHttp implements AutoCloseable {
  private static final Timeout CONNECT = Timeout.ofSeconds(5);
  private static final Timeout SILENCE = Timeout.ofSeconds(10);
  private static final int ANSWER_READ = 4_096;

  private final Duration deadline;
  private final CloseableHttpClient encrypted;
  private final CloseableHttpClient clear;
  private final ScheduledExecutorService clock;

  public GuardedHttp(AddressGuard guard) {
    this(guard, SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(20));
  }

  /**
   * @param names who knows addresses
   * @param deadline of one post, however slowly its answer trickles
   */
  GuardedHttp(AddressGuard guard, DnsResolver names, Duration deadline) {
    this.deadline = deadline;
    encrypted = client(new GuardedNames(guard::permits, names));
    // In clear only to where the operator says so: others could read it on the way.
    clear = client(new GuardedNames(guard::isAllowed, names));
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "messages-deadline");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static CloseableHttpClient client(DnsResolver names) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT)
                .setResponseTimeout(SILENCE)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("ml-harness")
        .build();
  }

  /** What a receiver answered, as far as it was read. */
  record Answer(int status, String body, @Nullable Duration retryAfter) {
    boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  /** What is posted. */
  record Post(String contentType, String body, Map<String, String> headers) {}

  /**
   * @param receiver named in failures, which never show the address
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when messages may not go
   *     there, {@code UNAVAILABLE} when there is no answer
   */
  Answer post(String receiver, URI address, Post post) {
    HttpPost request = new HttpPost(address);
    post.headers().forEach(request::setHeader);
    request.setEntity(
        new ByteArrayEntity(post.body().getBytes(UTF_8), ContentType.parse(post.contentType())));
    boolean https = "https".equals(address.getScheme());
    HttpHost host = new HttpHost(address.getScheme(), address.getHost(), address.getPort());
    ScheduledFuture<?> end =
        clock.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
    // Closed without being read to its end: what a receiver says beyond the beginning is its own.
    try (ClassicHttpResponse response =
        (https ? encrypted : clear).executeOpen(host, request, null)) {
      return answer(response);
    } catch (RefusedAddressException refused) {
      throw refused(receiver, refused, https);
    } catch (IOException e) {
      // Messages of exceptions may repeat the address, and so the secret in it.
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Receiver '%s' did not answer (%s). It is tried again."
              .formatted(receiver, e.getClass().getSimpleName()));
    } finally {
      end.cancel(false);
    }
  }

  private static RuntimeException refused(
      String receiver, RefusedAddressException refused, boolean https) {
    String why =
        https
            ? "where messages may not go"
            : "and without https messages go to allowed addresses only";
    return Failures.of(
        FailureType.ACCESS_DENIED,
        "Receiver '%s' was not told: its name leads to %s, %s. Correct its address, or allow it by mlharness.notify.allowed-addresses."
            .formatted(receiver, refused.getMessage(), why));
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    Header after = response.getFirstHeader("Retry-After");
    return new Answer(
        response.getCode(),
        response.getEntity() == null ? "" : beginning(response.getEntity().getContent()),
        after == null ? null : RetryAfter.parse(after.getValue()).orElse(null));
  }

  private static String beginning(@Nullable InputStream content) throws IOException {
    return content == null ? "" : new String(content.readNBytes(ANSWER_READ), UTF_8);
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    encrypted.close();
    clear.close();
  }
}
