package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.notify.ReceivingServer.Request;
import dev.mlharness.payload.Payloads;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsReceiverTest {
  private static final byte[] OLD = "an old key of at least 24 bytes".getBytes(UTF_8);
  private static final byte[] NEW = "a new key of at least 24 bytes too".getBytes(UTF_8);

  @TempDir Path folder;
  private ReceivingServer server;
  private GuardedHttp http;

  @BeforeEach
  void start() throws IOException {
    server = new ReceivingServer();
    http = Sample.http();
    Files.write(folder.resolve("old"), OLD);
    Files.writeString(
        folder.resolve("new"), "whsec_" + Base64.getEncoder().encodeToString(NEW) + "\n");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    http.close();
  }

  private Receiver receiver(String... keys) {
    return new CloudEventsReceiver(
        "bus",
        Address.of("bus", server.address("/events")),
        List.of(keys).stream().map(key -> new SecretText("bus", folder.resolve(key))).toList(),
        Sample.LINKS,
        http,
        Clock.fixed(Sample.NOON, ZoneOffset.UTC));
  }

  @Test
  void anEventOfVersionOneArrivesInStructuredMode() throws IOException {
    receiver("old").take(Sample.MESSAGE);

    Request request = server.only();
    assertThat(request.header("Content-Type")).startsWith("application/cloudevents+json");
    CloudEvent event = new JsonFormat().deserialize(request.body().getBytes(UTF_8));
    assertThat(event.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(event.getId()).isEqualTo(Sample.MESSAGE.id());
    assertThat(event.getType()).isEqualTo("dev.mlharness.gate-opened");
    assertThat(event.getSource()).hasToString("/mlharness/workflows/fraud%2F1%20a");
    assertThat(event.getSubject()).isEqualTo("main.fraud.detector version 2");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(Sample.NOON);
    JsonNode data = Payloads.mapper().readTree(Objects.requireNonNull(event.getData()).toBytes());
    assertThat(data.path("about").path("pipeline").asText()).isEqualTo("fraud/1 a");
    assertThat(data.path("facts").path("metric f1_score").asText()).isEqualTo("0.93");
    assertThat(data.path("links").path("pipeline").asText())
        .isEqualTo("https://harness.example.com/pipelines/fraud%2F1%20a");
    assertThat(data.path("links").path("temporal").asText())
        .isEqualTo("https://temporal.example.com/namespaces/ml/workflows/fraud%2F1%20a");
  }

  @Test
  void everyLiveKeySigns() throws Exception {
    receiver("new", "old").take(Sample.MESSAGE);

    Request request = server.only();
    assertThat(request.header("webhook-id")).isEqualTo(Sample.MESSAGE.id());
    assertThat(request.header("webhook-timestamp"))
        .isEqualTo(String.valueOf(Sample.NOON.getEpochSecond()));
    assertThat(request.header("webhook-signature"))
        .isEqualTo(signature(NEW, request) + " " + signature(OLD, request));
  }

  private static String signature(byte[] key, Request request) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(
        "%s.%s."
            .formatted(request.header("webhook-id"), request.header("webhook-timestamp"))
            .getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body().getBytes(UTF_8)));
  }

  @Test
  void aDoubleHasTheSameId() {
    Receiver receiver = receiver("old");
    receiver.take(Sample.MESSAGE);
    receiver.take(Sample.MESSAGE);

    assertThat(server.requests())
        .hasSize(2)
        .extracting(request -> request.header("webhook-id"))
        .containsOnly(Sample.MESSAGE.id());
  }

  @Test
  void aKeyThatIsExchangedSignsWithoutARestart() throws Exception {
    Receiver receiver = receiver("old");
    Files.write(folder.resolve("old"), NEW);
    receiver.take(Sample.MESSAGE);

    assertThat(server.only().header("webhook-signature")).isEqualTo(signature(NEW, server.only()));
  }

  @ParameterizedTest
  @CsvSource({
    "429, UNAVAILABLE",
    "503, UNAVAILABLE",
    "500, UNAVAILABLE",
    "408, UNAVAILABLE",
    "301, ACCESS_DENIED",
    "307, ACCESS_DENIED",
    "400, HELD",
    "401, HELD",
    "404, HELD",
    "410, HELD"
  })
  void whatAnAnswerMeansDecidesWhetherItIsTriedAgain(int status, FailureType meaning) {
    server.replies(status, "I say " + server.address("/events"), Map.of("Location", "https://x"));

    ApplicationFailure failure = Sample.failure(receiver("old"));

    assertThat(failure.getType()).isEqualTo(meaning.name());
    assertThat(failure.getOriginalMessage())
        .startsWith("Receiver 'bus'")
        .contains("HTTP " + status)
        .doesNotContain("/events");
  }

  @Test
  void itIsLeftAloneForAsLongAsItAsks() {
    server.replies(429, "", Map.of("Retry-After", "7"));

    assertThat(Sample.failure(receiver("old")).getNextRetryDelay())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() {
    server.close();

    ApplicationFailure failure = Sample.failure(receiver("old"));

    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.isNonRetryable()).isFalse();
  }

  @Test
  void aKeyThatIsTooShortOrMissingIsSaidSo() throws IOException {
    Files.writeString(folder.resolve("short"), "hunter2");

    assertThat(Sample.failure(receiver("short")).getOriginalMessage())
        .contains("shorter than 24 bytes")
        .doesNotContain("hunter2");
    assertThat(Sample.failure(receiver("missing")).getOriginalMessage())
        .contains("its file missing cannot be read");
    assertThat(server.requests()).isEmpty();
  }
}
