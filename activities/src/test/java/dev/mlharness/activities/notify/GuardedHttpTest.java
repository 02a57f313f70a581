package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.notify.GuardedHttp.Answer;
import dev.mlharness.activities.notify.GuardedHttp.Post;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTest {
  private static final Post POST = new Post("application/json", "{}", Map.of());
  private static final AddressGuard LOCAL = new AddressGuard(List.of("127.0.0.0/8"));
  private static final AddressGuard STRICT = new AddressGuard(List.of());

  private ReceivingServer server;

  /** Answers with one address after the other. */
  private static final class ChangingNames implements DnsResolver {
    private final Deque<String> addresses = new ArrayDeque<>();

    ChangingNames(String... addresses) {
      this.addresses.addAll(List.of(addresses));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return InetAddress.getAllByName(addresses.removeFirst());
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = new ReceivingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/hook",
        "https://[::ffff:127.0.0.1]/hook",
        "https://[fd00:ec2::254]/hook",
        "https://2130706433/hook",
        "https://10.0.0.1/hook"
      })
  void whatIsNotOfThePublicInternetIsNotCalled(String address) throws IOException {
    try (GuardedHttp http = new GuardedHttp(STRICT)) {
      ApplicationFailure failure = refused(http, address);

      assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
      assertThat(failure.getOriginalMessage())
          .contains("'hook'", "where messages may not go", "allowed-addresses");
    }
  }

  @Test
  void withoutHttpsOnlyWhatTheOperatorAllowsIsCalled() throws IOException {
    try (GuardedHttp http =
        new GuardedHttp(STRICT, new ChangingNames("1.1.1.1"), Duration.ofSeconds(5))) {
      ApplicationFailure failure = refused(http, "http://hooks.example.com/hook");

      assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
      assertThat(failure.getOriginalMessage()).contains("without https");
    }
  }

  @Test
  void theConnectionIsMadeToTheAddressThatWasJudgedWhateverTheNameMeansLater() throws IOException {
    // Asked twice, the name would lead to an address that is refused, or to nothing at all.
    ChangingNames names = new ChangingNames("127.0.0.1");
    try (GuardedHttp http = new GuardedHttp(LOCAL, names, Duration.ofSeconds(5))) {
      Answer answer =
          http.post(
              "hook", URI.create("http://rebinding.test:%d/a".formatted(server.port())), POST);

      assertThat(answer.ok()).isTrue();
      assertThat(server.only().header("Host")).startsWith("rebinding.test");
    }
  }

  @Test
  void aNameThatIsPublicOnceAndPrivateThenIsRefusedThen() throws IOException {
    server.replies(500, "", Map.of("Connection", "close"));
    ChangingNames names = new ChangingNames("127.0.0.1", "169.254.169.254");
    try (GuardedHttp http = new GuardedHttp(LOCAL, names, Duration.ofSeconds(5))) {
      String address = "http://rebinding.test:%d/a".formatted(server.port());
      assertThat(http.post("hook", URI.create(address), POST).status()).isEqualTo(500);

      assertThat(refused(http, address).getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    server.replies(302, "", Map.of("Location", server.address("/elsewhere").toString()));
    try (GuardedHttp http = new GuardedHttp(LOCAL)) {
      assertThat(http.post("hook", server.address("/hook"), POST).status()).isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void anAnswerIsReadToTheBeginningOnly() throws IOException {
    server.replies(200, "x".repeat(1_000_000), Map.of());
    try (GuardedHttp http = new GuardedHttp(LOCAL)) {
      assertThat(http.post("hook", server.address("/hook"), POST).body()).hasSize(4_096);
    }
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        GuardedHttp http =
            new GuardedHttp(LOCAL, new ChangingNames("127.0.0.1"), Duration.ofMillis(700))) {
      Thread drip = new Thread(() -> drip(dripping));
      drip.start();
      ApplicationFailure failure =
          refused(http, "http://slow.test:%d/secret-path".formatted(dripping.getLocalPort()));

      assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
      assertThat(failure.toString()).doesNotContain("secret-path");
      drip.join();
    }
  }

  /** A byte of a header now and then, until the other side hangs up. */
  private static void drip(ServerSocket socket) {
    try (Socket caller = socket.accept();
        OutputStream out = caller.getOutputStream()) {
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
      while (caller.getInputStream().available() >= 0) {
        out.write('x');
        out.flush();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    } catch (IOException hungUp) {
      // That is what the test is about.
    }
  }

  private static ApplicationFailure refused(GuardedHttp http, String address) {
    return catchThrowableOfType(
        ApplicationFailure.class, () -> http.post("hook", URI.create(address), POST));
  }
}
